package org.meterbook.ledger.rate;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.LedgerDate;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWith;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Part;
import org.meterbook.ledger.People;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.udf.UdfFields;
import org.meterbook.ledger.udf.UdfShapes;
import org.meterbook.ledger.udf.UdfType;
import org.meterbook.ledger.udf.UdfValue;
import org.meterbook.ledger.udf.UdfValues;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What a rate costs through time, without gaps: each version ends where the next one begins. */
final class RateVersions {
  private static final String PATH = "/api/v3/rate/{rateId}/version";
  private static final String ONE = PATH + "/{versionId}";
  private static final String OF_RATE = "$.rate_id = :rateId";
  private static final String VIEW = "VendorsAndRatesModule (View)";
  private static final String EDIT = "RateSchedules (Edit)";

  /** Amounts are in US dollars (unit 58). */
  private static final String DOLLARS = "58";

  private static final Shape RESPONSE =
      UdfShapes.fields(
              People.stamps(
                      Shape.of("RateVersionResponse", Tables.RATE_VERSION.ordered("begin_date"))
                          .integer("versionId", "identifier of the version")
                          .date("beginDate", "first day of the version")
                          .date("endDate", "day on which the next one begins"))
                  .text("note", "notes")
                  .field("useUnitCost", FieldType.NUMBER, "price of a unit of use")
                  .one("useUnit", Units.CHILD, "$.use_unit_id", "the unit of use")
                  .field("demandUnitCost", FieldType.NUMBER, "price of a unit of demand")
                  .one("demandUnit", Units.CHILD, "$.demand_unit_id", "the unit of demand")
                  .one("costUnit", Units.CHILD, DOLLARS, "currency of the prices")
                  .many(
                      "accountLineItems",
                      RateLines.RESPONSE,
                      "version_id",
                      "$.account_level",
                      "$.display_order",
                      "further lines of an account, in order")
                  .many(
                      "meterLineItems",
                      RateLines.RESPONSE,
                      "version_id",
                      "NOT $.account_level",
                      "$.display_order",
                      "further lines of a meter, in order"),
              UdfType.RATE)
          .build();

  private RateVersions() {}

  record RateVersionRequest(
      @Required @LedgerDate @Meaning("first day of the version") LocalDateTime effectiveDate,
      @Defined @Length(max = 255) @Meaning("notes") @Nullable String note,
      @Defined @Meaning("price of a unit of use; at most 8 decimals")
          @Nullable BigDecimal useUnitCost,
      @Defined @Refers("unit") @RequiredWith("useUnitCost") @Meaning("the unit of use")
          @Nullable Integer useUnitId,
      @Defined @Meaning("price of a unit of demand; at most 8 decimals")
          @Nullable BigDecimal demandUnitCost,
      @Defined @Refers("unit") @RequiredWith("demandUnitCost") @Meaning("the unit of demand")
          @Nullable Integer demandUnitId,
      @Defined @Meaning("further lines of an account, in order")
          @Nullable List<RateLines.GenericBodylineRequest> accountLineItems,
      @Defined @Meaning("further lines of a meter, in order")
          @Nullable List<RateLines.GenericBodylineRequest> meterLineItems,
      @Defined @Meaning("custom fields; those not sent keep their values")
          @Nullable List<UdfValue> udfs) {
    Values values() {
      new Faults()
          .when(tooFine(useUnitCost), "useUnitCost", "must have at most 8 decimals")
          .when(tooFine(demandUnitCost), "demandUnitCost", "must have at most 8 decimals")
          .refuse();
      return Values.from(this, "effectiveDate", "accountLineItems", "meterLineItems", "udfs")
          .with("begin_date", effectiveDate);
    }

    private static boolean tooFine(@Nullable BigDecimal price) {
      return price != null && price.stripTrailingZeros().scale() > 8;
    }
  }

  static void register(Operations operations) {
    operations.variable("/rate/{rateId}/version/{versionId}", "versionId", Tables.RATE_VERSION);
    operations
        .resource(RESPONSE)
        .listing("GetRateVersionsV3", PATH, VIEW, false, OF_RATE, "Lists a rate's versions.")
        .oneWithin("GetRateVersionV3", ONE, VIEW, OF_RATE, "Answers one version of a rate.")
        .create(
            "CreateRateVersionV3",
            PATH,
            EDIT,
            RateVersionRequest.class,
            RateVersions::create,
            "Adds a version; the one before it ends where it begins.")
        .edit(
            "EditRateVersionV3",
            ONE,
            EDIT,
            RateVersionRequest.class,
            RateVersions::edit,
            "Replaces a version.")
        .delete(
            "DeleteRateVersionV3",
            ONE,
            EDIT,
            RateVersions::delete,
            "Deletes a version; the one before it lasts on.");
    new UdfFields(UdfType.RATE, "rate", VIEW, EDIT)
        .download(
            operations,
            "DownloadRateCustomFieldFileV202105",
            "/api/v202105" + ONE.substring("/api/v3".length()) + "/udf/{udfId}/download",
            "versionId");
  }

  private static int create(Call call, RateVersionRequest request) {
    int rate = call.id("rateId");
    requireFree(call, rate, 0, request.effectiveDate());
    int id =
        call.sql()
            .insert(
                Tables.RATE_VERSION,
                request.values().with("rate_id", rate).with("end_date", Rates.LAST));
    fill(call, id, request);
    return id;
  }

  private static void edit(Call call, RateVersionRequest request) {
    int id = Part.of(call, Tables.RATE_VERSION, "versionId", "rateId");
    requireFree(call, call.id("rateId"), id, request.effectiveDate());
    call.sql().update(Tables.RATE_VERSION, id, request.values());
    fill(call, id, request);
  }

  private static void fill(Call call, int id, RateVersionRequest request) {
    RateLines.replace(
        call.sql(),
        id,
        Objects.requireNonNullElse(request.accountLineItems(), List.of()),
        Objects.requireNonNullElse(request.meterLineItems(), List.of()));
    UdfValues.write(call, UdfType.RATE, id, request.udfs());
    stitch(call.sql(), call.id("rateId"));
  }

  private static void requireFree(Call call, int rate, int id, LocalDateTime date) {
    call.sql().lock(Tables.RATE, List.of(rate));
    if (call.sql()
        .exists(
            "SELECT 1 FROM rate_version v WHERE v.tenant_id = :tenant AND v.rate_id = :rate AND v.version_id <> :id AND v.begin_date = :date",
            Map.of("rate", rate, "id", id, "date", date))) {
      throw Problem.invalid("effectiveDate", "another version begins on this day");
    }
  }

  private static void delete(Call call) {
    int id = Part.of(call, Tables.RATE_VERSION, "versionId", "rateId");
    call.sql().lock(Tables.RATE, List.of(call.id("rateId")));
    List<Version> versions = versions(call.sql(), call.id("rateId"));
    if (versions.size() == 1) {
      throw Problem.invalid("versionId", "a rate keeps at least one version");
    }
    call.sql().delete(Tables.RATE_VERSION, id);
    if (versions.getFirst().id() == id) {
      // Nobody stands before it, so the next one begins when it began.
      call.sql()
          .update(
              Tables.RATE_VERSION,
              versions.get(1).id(),
              Values.none().with("begin_date", versions.getFirst().begin()));
    }
    stitch(call.sql(), call.id("rateId"));
  }

  private record Version(int id, LocalDateTime begin, LocalDateTime end) {}

  private static List<Version> versions(Sql sql, int rate) {
    return sql.list(
        "SELECT v.version_id, v.begin_date, v.end_date FROM rate_version v WHERE v.tenant_id = :tenant AND v.rate_id = :rate ORDER BY v.begin_date",
        Map.of("rate", rate),
        row -> new Version(row.integer(1), row.local(2), row.local(3)));
  }

  /** Lets each version end where the next one begins. */
  private static void stitch(Sql sql, int rate) {
    List<Version> versions = versions(sql, rate);
    for (int n = 0; n < versions.size(); n++) {
      LocalDateTime end = n + 1 < versions.size() ? versions.get(n + 1).begin() : Rates.LAST;
      if (!versions.get(n).end().equals(end)) {
        sql.update(Tables.RATE_VERSION, versions.get(n).id(), Values.none().with("end_date", end));
      }
    }
  }
}
