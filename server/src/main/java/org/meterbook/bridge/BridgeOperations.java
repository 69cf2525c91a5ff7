package org.meterbook.bridge;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.collection.Collecting;
import org.meterbook.job.Jobs;
import org.meterbook.store.Column;
import org.meterbook.store.Row;
import org.meterbook.store.Tables;

/** The way from collection into the books, to be seen and changed. */
public final class BridgeOperations {
  private static final String PATH = "/api/v202611/collection";
  private static final String VIEW = "Accounts (View)";
  private static final String EDIT = "Accounts (Edit)";

  /** Rows of one answer. */
  private static final int MOST = 1000;

  private BridgeOperations() {}

  record CollectedMeterResponse(
      @Meaning("UID of the collected meter") int meterUid,
      @Meaning("UID of its authorization") int authorizationUid,
      @Meaning("the utility's id") String utility,
      @Meaning("the utility's service identifier") @Nullable String serviceIdentifier,
      @Meaning("is the authorization's collection booked?") boolean booked,
      @Meaning("linked, asking, ignored, or waiting where it was not looked for yet") String status,
      @Meaning("why") @Nullable String reason,
      @Meaning("account in the books") @Nullable Integer accountId,
      @Meaning("meter in the books") @Nullable Integer meterId) {}

  record CollectedMeterLink(
      @Required @Meaning("UID of the collected meter") Integer meterUid,
      @Meaning("account in the books; with meterId") @Nullable Integer accountId,
      @Meaning("meter in the books; without it, the meter is looked for again by the rules")
          @Nullable Integer meterId,
      @Meaning("true: the meter is never booked") @Nullable Boolean ignored) {}

  record AuthorizationSwitch(
      @Required @Meaning("UID of the authorization") Integer authorizationUid,
      @Required @Meaning("is what is collected under it booked?") Boolean booked) {}

  record Discrepancy(
      @Meaning("UID of the collected bill") int billUid,
      @Meaning("UID of its meter") int meterUid,
      @Meaning("UID of its authorization") int authorizationUid,
      @Meaning("first day") LocalDateTime beginDate,
      @Meaning("last day, exclusive") LocalDateTime endDate,
      @Meaning("why it is not in the books as it was collected") String reason) {}

  record BillSourceResponse(
      @Meaning("UID of the collected bill; null where the bill was not collected")
          @Nullable Integer billUid,
      @Meaning("UID of its meter") @Nullable Integer meterUid,
      @Meaning("how often the utility changed it, from 1") @Nullable Integer version,
      @Meaning("the utility's id; null where the authorization was revoked")
          @Nullable String utility,
      @Meaning("name of its document; null where there is none, or it was deleted with the consent")
          @Nullable String documentName) {}

  public static void register(Operations operations) {
    operations.compute(
        "GetBridgeRulesV202611",
        "GET",
        PATH + "/rule",
        VIEW,
        BridgeRules.class,
        false,
        (call, _) -> BridgeRules.of(call.sql()),
        "Answers how collected meters find their place in the books.");
    operations.compute(
        "EditBridgeRulesV202611",
        "PUT",
        PATH + "/rule",
        EDIT,
        BridgeRules.class,
        BridgeRules.class,
        BridgeOperations::editRules,
        "Replaces how collected meters find their place in the books.");
    operations
        .compute(
            "GetCollectedMetersV202611",
            "GET",
            PATH + "/meter",
            VIEW,
            CollectedMeterResponse.class,
            true,
            (call, _) -> meters(call),
            "Lists collected meters and their places in the books, at most 1000.")
        .parameter("after", FieldType.INTEGER, "what follows this meterUid");
    operations.compute(
        "LinkCollectedMeterV202611",
        "PUT",
        PATH + "/meter",
        EDIT,
        CollectedMeterLink.class,
        CollectedMeterResponse.class,
        BridgeOperations::link,
        "Links a collected meter to one of the books, or has it ignored or looked for again; its bills are booked.");
    operations.compute(
        "SwitchAuthorizationV202611",
        "PUT",
        PATH + "/authorization",
        EDIT,
        AuthorizationSwitch.class,
        AuthorizationSwitch.class,
        BridgeOperations::book,
        "Switches booking of what is collected under an authorization.");
    operations
        .compute(
            "GetDiscrepanciesV202611",
            "GET",
            PATH + "/discrepancy",
            VIEW,
            Discrepancy.class,
            true,
            (call, _) -> discrepancies(call),
            "Lists collected bills that are not booked as they are, and why, at most 1000.")
        .parameter("after", FieldType.INTEGER, "what follows this billUid");
    operations.compute(
        "GetBillSourceV202611",
        "GET",
        "/api/v202611/bill/{billId}/source",
        "BillsAndBatches (View)",
        BillSourceResponse.class,
        false,
        (call, _) -> source(call),
        "Answers what a bill was booked from.");
    operations.download(
        "GetBillDocumentV202611",
        "/api/v202611/bill/{billId}/source/document",
        "BillsAndBatches (View)",
        BridgeOperations::document,
        "Hands out the utility's document of a bill.");
  }

  private static BridgeRules editRules(Call call, BridgeRules rules) {
    List<BridgeRules.Way> ways = rules.ways();
    if (ways.size() > new java.util.HashSet<>(ways).size()) {
      throw Problem.invalid("matchBy", "names a way twice");
    }
    rules.save(call.sql());
    return rules;
  }

  private static int after(Call call) {
    return call.parameter("after")
        .map(text -> {
          try {
            return Integer.parseInt(text.strip());
          } catch (NumberFormatException _) {
            throw Problem.invalid("after", "must be a whole number of 32 bits");
          }
        })
        .orElse(0);
  }

  // Meters
  // --------------------------------------------------------------------------------------------------------------------

  private static final String METERS =
      """
      SELECT m.collection_meter_id, m.collection_authorization_id, a.utility, m.base ->> 'service_identifier', a.is_booked,
        coalesce(b.status, 'waiting'), b.reason, b.account_id, b.meter_id
      FROM collection_meter m
      JOIN collection_authorization a ON a.tenant_id = m.tenant_id AND a.collection_authorization_id = m.collection_authorization_id
      LEFT JOIN bridge_meter b ON b.tenant_id = m.tenant_id AND b.bridge_meter_id = m.collection_meter_id WHERE m.tenant_id = :tenant
      """;

  private static CollectedMeterResponse meter(Row row) {
    return new CollectedMeterResponse(
        row.integer(1),
        row.integer(2),
        row.text(3),
        row.textOrNull(4),
        row.bool(5),
        row.text(6),
        row.textOrNull(7),
        row.integerOrNull(8),
        row.integerOrNull(9));
  }

  /** Who is bounded sees what is linked to a meter and an account within the bounds. */
  private static String within(Call call, String link) {
    if (call.caller().scope().bounded().isEmpty()) {
      return "";
    }
    return " AND EXISTS (SELECT 1 FROM meter wm JOIN account wa ON wa.tenant_id = wm.tenant_id AND wa.account_id = %1$s.account_id WHERE wm.tenant_id = %1$s.tenant_id AND wm.meter_id = %1$s.meter_id"
            .formatted(link)
        + call.within(Tables.METER, "wm")
        + call.within(Tables.ACCOUNT, "wa")
        + ")";
  }

  private static List<CollectedMeterResponse> meters(Call call) {
    return call.sql()
        .list(
            METERS
                + within(call, "b")
                + " AND m.collection_meter_id > :after ORDER BY m.collection_meter_id LIMIT "
                + MOST,
            Map.of("after", after(call)),
            BridgeOperations::meter);
  }

  private static CollectedMeterResponse link(Call call, CollectedMeterLink request) {
    int uid = request.meterUid();
    if (!call.sql()
        .exists(
            "SELECT 1 FROM collection_meter WHERE tenant_id = :tenant AND collection_meter_id = :id",
            Map.of("id", uid))) {
      throw Problem.invalid("meterUid", "there is no collected meter " + uid);
    }
    if (Boolean.TRUE.equals(request.ignored())) {
      Link.ignored("ignored by hand").save(call.sql(), uid);
    } else if (request.meterId() != null || request.accountId() != null) {
      linked(call, request).save(call.sql(), uid);
    } else {
      Link.asking("to be looked for again").save(call.sql(), uid);
    }
    // What was booked elsewhere moves along.
    call.sql()
        .execute(
            "UPDATE bridge_bill SET version = 0 WHERE tenant_id = :tenant AND collection_meter_id = :id",
            Map.of("id", uid));
    Jobs.schedule(call.sql(), Collecting.BOOK, uid, call.now());
    return call.sql()
        .first(
            METERS + " AND m.collection_meter_id = :id", Map.of("id", uid), BridgeOperations::meter)
        .orElseThrow();
  }

  private static Link linked(Call call, CollectedMeterLink request) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("account", request.accountId());
    values.put("meter", request.meterId());
    boolean exists =
        call.sql()
            .exists(
                """
                SELECT 1 FROM account_meter l JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
                JOIN account a ON a.tenant_id = l.tenant_id AND a.account_id = l.account_id
                WHERE l.tenant_id = :tenant AND l.account_id = :account::int AND l.meter_id = :meter::int
                """
                    + call.within(Tables.METER, "m")
                    + call.within(Tables.ACCOUNT, "a"),
                values);
    if (!exists) {
      throw Problem.invalid(
          "meterId",
          "must be a meter that is linked to the account of accountId, by POST /api/v3/accountmeter");
    }
    return Link.linked(
        java.util.Objects.requireNonNull(request.accountId()),
        java.util.Objects.requireNonNull(request.meterId()),
        "linked by hand");
  }

  private static AuthorizationSwitch book(Call call, AuthorizationSwitch request) {
    int changed =
        call.sql()
            .execute(
                "UPDATE collection_authorization SET is_booked = :booked WHERE tenant_id = :tenant AND collection_authorization_id = :id",
                Map.of("booked", request.booked(), "id", request.authorizationUid()));
    if (changed == 0) {
      throw Problem.invalid(
          "authorizationUid", "there is no authorization " + request.authorizationUid());
    }
    call.sql()
        .recordEdit(
            Tables.COLLECTION_AUTHORIZATION,
            request.authorizationUid(),
            "{\"isBooked\": %s}".formatted(request.booked()));
    if (request.booked()) {
      call.sql()
          .list(
              "SELECT collection_meter_id FROM collection_meter WHERE tenant_id = :tenant AND collection_authorization_id = :id AND bill_count > 0",
              Map.of("id", request.authorizationUid()),
              row -> row.integer(1))
          .forEach(meter -> Jobs.schedule(call.sql(), Collecting.BOOK, meter, call.now()));
    }
    return request;
  }

  // Bills
  // ---------------------------------------------------------------------------------------------------------------------

  private static List<Discrepancy> discrepancies(Call call) {
    return call.sql()
        .list(
            """
            SELECT b.collection_bill_id, b.collection_meter_id, b.collection_authorization_id, (b.begins AT TIME ZONE m.zone)::timestamp,
              (b.ends AT TIME ZONE m.zone)::timestamp,
              CASE WHEN NOT a.is_booked THEN 'booking is switched off for the authorization'
                WHEN l.status = 'ignored' THEN 'the meter is ignored: ' || l.reason
                WHEN l.status = 'asking' THEN 'the meter has no place in the books: ' || l.reason
                WHEN k.status = 'refused' THEN k.reason
                WHEN k.version < b.version THEN 'the utility changed it; it waits to be booked again'
                WHEN k.bridge_bill_id IS NOT NULL THEN 'it was deleted from the books'
                ELSE 'it waits to be booked' END
            FROM collection_bill b
            JOIN collection_meter m ON m.tenant_id = b.tenant_id AND m.collection_meter_id = b.collection_meter_id
            JOIN collection_authorization a ON a.tenant_id = b.tenant_id AND a.collection_authorization_id = b.collection_authorization_id
            LEFT JOIN bridge_meter l ON l.tenant_id = b.tenant_id AND l.bridge_meter_id = b.collection_meter_id
            LEFT JOIN bridge_bill k ON k.tenant_id = b.tenant_id AND k.bridge_bill_id = b.collection_bill_id
            WHERE b.tenant_id = :tenant AND b.collection_bill_id > :after
              AND (k.bridge_bill_id IS NULL OR k.status <> 'booked' OR k.version < b.version
                OR NOT EXISTS (SELECT 1 FROM bill x WHERE x.tenant_id = k.tenant_id AND x.bill_id = k.bill_id))
            """
                + within(call, "l")
                + " ORDER BY b.collection_bill_id LIMIT "
                + MOST,
            Map.of("after", after(call)),
            row ->
                new Discrepancy(
                    row.integer(1),
                    row.integer(2),
                    row.integer(3),
                    row.local(4),
                    row.local(5),
                    row.text(6)));
  }

  private static BillSourceResponse source(Call call) {
    return call.sql()
        .first(
            """
            SELECT k.bridge_bill_id, k.collection_meter_id, k.version, a.utility, d.name FROM bridge_bill k
            LEFT JOIN collection_bill b ON b.tenant_id = k.tenant_id AND b.collection_bill_id = k.bridge_bill_id
            LEFT JOIN collection_authorization a ON a.tenant_id = b.tenant_id AND a.collection_authorization_id = b.collection_authorization_id
            LEFT JOIN collection_document d ON d.tenant_id = b.tenant_id AND d.collection_document_id = b.collection_document_id
            WHERE k.tenant_id = :tenant AND k.bill_id = :id
            """,
            Map.of("id", call.id("billId")),
            row ->
                new BillSourceResponse(
                    row.integer(1),
                    row.integer(2),
                    row.integer(3),
                    row.textOrNull(4),
                    row.textOrNull(5)))
        .orElse(new BillSourceResponse(null, null, null, null, null));
  }

  private static Operation.File document(Call call) {
    Optional<Operation.File> file =
        call.sql()
            .first(
                """
                SELECT d.name, d.media, d.bytes FROM bridge_bill k
                JOIN collection_bill b ON b.tenant_id = k.tenant_id AND b.collection_bill_id = k.bridge_bill_id
                JOIN collection_document d ON d.tenant_id = b.tenant_id AND d.collection_document_id = b.collection_document_id
                WHERE k.tenant_id = :tenant AND k.bill_id = :id
                """,
                Map.of("id", call.id("billId")),
                row -> {
                  byte[] bytes =
                      (byte[]) java.util.Objects.requireNonNull(row.get(3, Column.BYTES));
                  return new Operation.File(row.text(1), row.text(2), (_, out) -> out.write(bytes));
                });
    return file.orElseThrow(() -> Problem.notFound("There is no document of the bill."));
  }
}
