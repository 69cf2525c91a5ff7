package org.meterbook.ledger.audit;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Condition;
import org.meterbook.api.FieldType;
import org.meterbook.api.FilterField;
import org.meterbook.api.Filters;
import org.meterbook.api.Matching;
import org.meterbook.api.Operations;
import org.meterbook.api.Operator;
import org.meterbook.api.Paged;
import org.meterbook.api.Paging;
import org.meterbook.api.Problem;
import org.meterbook.api.Reading;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Shape;
import org.meterbook.energy.audit.MeterCase;
import org.meterbook.energy.audit.OutlierModel;
import org.meterbook.energy.audit.OutlierRules;
import org.meterbook.energy.audit.Severity;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;

/** What bills say of their meters, beside what earlier bills let expect. */
final class BillStatistics {
  private static final String PATH = "/api/v3/bill/billaccountmeter/statistics";
  private static final String VIEW = "BillsAndBatches (View)";
  private static final String YEARS = "lastNYears";
  private static final int USUAL_YEARS = 4;
  private static final int YEAR = 100;

  private static final Shape ROW =
      Shape.of("BillAccountMeterStatisticsRow", Tables.BILL_ACCOUNT_METER)
          .join("bill", Tables.BILL, "$.bill_id")
          .integer("billAccountMeterId", "identifier of the row")
          .integer("billId", "identifier of the bill")
          .integer("billingPeriod", "month it counts for, YYYYMM")
          .date("beginDate", "first day, inclusive")
          .date("endDate", "last day, exclusive")
          .field(
              "days",
              FieldType.INTEGER,
              "($.end_date::date - $.begin_date::date)",
              "days that the bill covers")
          .one("account", AccountShapes.CHILD, "$.account_id", "the account")
          .one("meter", MeterShapes.CHILD, "$.meter_id", "the meter")
          .one("useUnit", Units.CHILD, "$.use_unit_id", "unit of use")
          .one("costUnit", Units.CHILD, "$.cost_unit_id", "currency")
          .one("demandUnit", Units.CHILD, "$.demand_unit_id", "unit of demand")
          .build();

  private final List<FilterField> filters;

  private BillStatistics(List<FilterField> filters) {
    this.filters = filters;
  }

  record OutlierSeverityChild(
      @Meaning("1 to 4, 1 is the worst") int outlierSeverity,
      @Meaning("Severe, High, Moderate or Cannot be determined") String outlierSeverityInfo) {}

  record StatisticsResponse(
      @Meaning("what the bill says; null where it does not") @Nullable Double value,
      @Meaning("what earlier bills let expect; null with fewer than twelve of them")
          @Nullable Double model,
      @Meaning("value less model") @Nullable Double difference,
      @Meaning("spread of the earlier values around the model") @Nullable Double standardDeviation,
      @Meaning("its square") @Nullable Double variance,
      @Meaning("share of the variance that temperature explains, 0 to 1") @Nullable Double rSquared,
      @Meaning("unit of the value, for a day; of demand as it is") @Nullable JsonNode unit,
      @Meaning("how far the value is off") OutlierSeverityChild severity) {}

  record BillAccountMeterStatisticsResponse(
      @Meaning("use a day") StatisticsResponse usePerDay,
      @Meaning("cost a day") StatisticsResponse costPerDay,
      @Meaning("demand, which is not divided by days") StatisticsResponse demandPerDay,
      @Meaning("identifier of the bill") int billId,
      @Meaning("month it counts for, YYYYMM") int billingPeriod,
      @Meaning("first day, inclusive") LocalDateTime beginDate,
      @Meaning("last day, exclusive") LocalDateTime endDate,
      @Meaning("days that the bill covers") int days,
      @Meaning("the account") JsonNode account,
      @Meaning("the meter") JsonNode meter) {}

  static void register(Operations operations) {
    List<FilterField> filters =
        operations
            .resource(ROW)
            .filters("billId")
            .filter("accountId", "account.accountId")
            .filter("meterId", "meter.meterId")
            .filter(
                "accrual",
                FieldType.BOOLEAN,
                "{$bill.observation_method_id = 5}",
                "stands for a bill to come")
            .filter("void", FieldType.BOOLEAN, "{$bill.void}", "does not count")
            .filter(YEARS, FieldType.INTEGER, "{$.billing_period}", "calendar years, with this one")
            .filters();
    BillStatistics statistics = new BillStatistics(filters);
    operations
        .compute(
            "GetBillAccountMetersStatisticsV3",
            "GET",
            PATH,
            VIEW,
            BillAccountMeterStatisticsResponse.class,
            true,
            (call, _) -> statistics.page(call),
            "Lists what bills say of their meters, beside what earlier bills let expect.")
        .parameter(
            "filter",
            FieldType.TEXT,
            "on accountId, accrual, billId, lastNYears (default 4), meterId, void")
        .paged()
        .compute(
            "GetBillAccountMeterStatisticsByBillIdV3",
            "GET",
            "/api/v3/bill/{billId}/billaccountmeter/statistics",
            VIEW,
            BillAccountMeterStatisticsResponse.class,
            true,
            (call, _) -> ofBill(call),
            "Answers what a bill says of its meters, beside what earlier bills let expect.");
  }

  private Paged page(Call call) {
    List<Condition> conditions = new ArrayList<>(Filters.conditions(call, filters));
    int years = years(conditions);
    conditions.removeIf(condition -> condition.field().name().equals(YEARS));
    Matching matching = new Matching(ROW, conditions, call.caller().zone());
    Map<String, @Nullable Object> parameters = new HashMap<>(matching.parameters());
    parameters.put("first", (call.today().getYear() - years + 1) * YEAR);
    Paging page = call.paging();
    parameters.put("offset", page.offset());
    String rows = matching.rows();
    String from =
        "FROM %s%s t.billing_period >= :first%s"
            .formatted(
                rows,
                conditions.isEmpty() && !rows.contains(" WHERE ")
                    ? " WHERE t.tenant_id = :tenant AND"
                    : " AND",
                call.within(Tables.BILL_ACCOUNT_METER, "t"));
    long total =
        call.sql().first("SELECT count(*) " + from, parameters, row -> row.number(1)).orElse(0L);
    List<Integer> ids =
        call.sql()
            .list(
                "SELECT t.bill_account_meter_id %s ORDER BY t.bill_account_meter_id LIMIT %d OFFSET :offset"
                    .formatted(from, page.size()),
                parameters,
                row -> row.integer(1));
    return new Paged(
        answer(call, "$.bill_account_meter_id = ANY(:ids::int[])", Map.of("ids", ids)),
        page,
        total);
  }

  private static int years(List<Condition> conditions) {
    return conditions.stream()
        .filter(condition -> condition.field().name().equals(YEARS))
        .findFirst()
        .map(condition -> {
          if (condition.operator() != Operator.EQUALS
              || !(condition.values().getFirst() instanceof Number years)
              || years.longValue() < 1
              || years.longValue() > YEAR) {
            throw Problem.invalid("filter", YEARS + " must equal a number from 1 to 100");
          }
          return years.intValue();
        })
        .orElse(USUAL_YEARS);
  }

  private static List<BillAccountMeterStatisticsResponse> ofBill(Call call) {
    return answer(call, "$.bill_id = :bill", Map.of("bill", call.id("billId")));
  }

  private static List<BillAccountMeterStatisticsResponse> answer(
      Call call, String where, Map<String, ?> parameters) {
    List<JsonNode> rows = Reading.rows(call, ROW, where, parameters, OptionalInt.empty());
    List<Integer> bills =
        rows.stream().map(row -> row.path("billId").intValue()).distinct().toList();
    Facts facts = Facts.ofAll(call.sql(), bills, call.today());
    return rows.stream().map(row -> answer(row, facts)).toList();
  }

  private static BillAccountMeterStatisticsResponse answer(JsonNode row, Facts facts) {
    Optional<MeterCase> meter =
        facts.meter(row.path("billId").intValue(), row.path("meter").path("meterId").intValue());
    return new BillAccountMeterStatisticsResponse(
        statistics(
            meter.map(each -> each.now().usePerDay()),
            meter.flatMap(OutlierRules::use),
            row.path("useUnit")),
        statistics(
            meter.map(each -> each.now().costPerDay()),
            meter.flatMap(OutlierRules::cost),
            row.path("costUnit")),
        statistics(
            meter.map(each -> each.now().demand()),
            meter.flatMap(OutlierRules::demand),
            row.path("demandUnit")),
        row.path("billId").intValue(),
        row.path("billingPeriod").intValue(),
        LocalDateTime.parse(row.path("beginDate").asString()),
        LocalDateTime.parse(row.path("endDate").asString()),
        row.path("days").intValue(),
        row.path("account"),
        row.path("meter"));
  }

  private static StatisticsResponse statistics(
      Optional<Double> value, Optional<OutlierModel> model, JsonNode unit) {
    Severity severity = model.map(OutlierModel::severity).orElse(Severity.UNDETERMINED);
    return new StatisticsResponse(
        value.filter(number -> !number.isNaN()).orElse(null),
        model.map(OutlierModel::model).orElse(null),
        model.map(OutlierModel::difference).orElse(null),
        model.map(OutlierModel::standardDeviation).orElse(null),
        model.map(OutlierModel::variance).orElse(null),
        model.map(OutlierModel::rSquared).orElse(null),
        unit.isNull() || unit.isMissingNode() ? null : unit,
        new OutlierSeverityChild(severity.id(), severity.wireName()));
  }
}
