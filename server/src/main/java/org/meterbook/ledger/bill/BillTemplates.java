package org.meterbook.ledger.bill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.account.AccountSpan;
import org.meterbook.ledger.template.Templates;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Templates for bill entry made of the lines of a bill. */
final class BillTemplates {
  private BillTemplates() {}

  record CreateTemplateFromBill(
      @Required @Length(min = 1, max = 32) @Meaning("code of the template, which is its name too")
          String templateCode,
      @Length(max = 255) @Meaning("notes") @Nullable String note) {}

  private record Line(
      String caption,
      int observationTypeId,
      @Nullable Integer valueUnitId,
      @Nullable Integer costUnitId) {}

  static void register(Operations operations) {
    operations
        .resource(Templates.RESPONSE)
        .create(
            "CreateTemplateFromBillV3",
            "/api/v3/bill/{billId}/meter/{meterId}/template",
            BillActions.EDIT,
            CreateTemplateFromBill.class,
            BillTemplates::ofMeter,
            "Makes a template of a bill's lines of one meter.")
        .create(
            "CreateAccountTemplateFromBillV202206",
            "/api/v202206/bill/{billId}/account/{accountId}/template",
            BillActions.EDIT,
            CreateTemplateFromBill.class,
            BillTemplates::ofAccount,
            "Makes a template of a bill's account charges that the vendor's template does not have.");
  }

  private static int ofMeter(Call call, CreateTemplateFromBill request) {
    int meter = call.id("meterId");
    List<Line> lines =
        lines(call.sql(), "l.meter_id = :meter", Map.of("bill", call.id("billId"), "meter", meter));
    Values template =
        call.sql()
            .first(
                "SELECT commodity_id, use_unit_id, demand_unit_id FROM meter WHERE tenant_id = :tenant AND meter_id = :meter",
                Map.of("meter", meter),
                row ->
                    Values.none()
                        .with("commodity_id", row.integer(1))
                        .with("use_unit_id", row.integerOrNull(2))
                        .with("demand_unit_id", row.integerOrNull(3)))
            .orElseThrow();
    return create(call.sql(), request, template, lines);
  }

  private static int ofAccount(Call call, CreateTemplateFromBill request) {
    int bill = call.id("billId");
    int account = call.id("accountId");
    Sql sql = call.sql();
    if (!sql.exists(
        "SELECT 1 FROM bill WHERE tenant_id = :tenant AND bill_id = :bill AND account_id = :account",
        Map.of("bill", bill, "account", account))) {
      throw Problem.notFound("Bill %d is not one of account %d.".formatted(bill, account));
    }
    List<Line> lines =
        lines(
            sql,
            """
            l.meter_id IS NULL AND l.cost IS NOT NULL AND l.value IS NULL AND NOT EXISTS (SELECT 1 FROM template_line k
              JOIN template_version v ON v.tenant_id = k.tenant_id AND v.version_id = k.version_id
              JOIN template t ON t.tenant_id = v.tenant_id AND t.template_id = v.template_id
              JOIN account a ON a.tenant_id = t.tenant_id AND a.vendor_id = t.vendor_id
              WHERE a.tenant_id = l.tenant_id AND a.account_id = :account AND k.observation_type_id = l.observation_type_id
                AND lower(k.caption) = lower(l.caption))
            """,
            Map.of("bill", bill, "account", account));
    Optional<Integer> money =
        sql.first(
            "SELECT c.commodity_id FROM commodity c WHERE c.tenant_id = :tenant AND c.commodity_code = 'MONEY'",
            Map.of(),
            row -> row.integer(1));
    return create(sql, request, Values.none().with("commodity_id", money.orElseThrow()), lines);
  }

  private static List<Line> lines(Sql sql, String where, Map<String, ?> parameters) {
    List<Line> lines =
        sql.list(
            """
            SELECT l.caption, l.observation_type_id, l.value_unit_id, l.cost_unit_id FROM body_line l
            WHERE l.tenant_id = :tenant AND l.bill_id = :bill AND %s ORDER BY l.display_order, l.body_line_id
            """
                .formatted(where),
            parameters,
            row ->
                new Line(row.text(1), row.integer(2), row.integerOrNull(3), row.integerOrNull(4)));
    if (lines.isEmpty()) {
      throw Problem.invalid("billId", "the bill has no line for such a template");
    }
    return lines;
  }

  private static int create(
      Sql sql, CreateTemplateFromBill request, Values template, List<Line> lines) {
    int id =
        sql.insert(
            Tables.TEMPLATE,
            template
                .with("template_code", request.templateCode())
                .with("template_info", request.templateCode())
                .with("note", request.note()));
    int version =
        sql.insert(
            Tables.TEMPLATE_VERSION,
            Values.none()
                .with("template_id", id)
                .with("begin_date", AccountSpan.FIRST)
                .with("end_date", AccountSpan.LAST));
    int order = 1;
    for (Line line : lines) {
      sql.insert(
          Tables.TEMPLATE_LINE,
          Values.from(line)
              .with("version_id", version)
              .with("display_order", order++)
              .with("is_required", false));
    }
    return id;
  }
}
