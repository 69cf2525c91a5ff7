package org.meterbook.app.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.ledger.account.AccountSpan;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.costcenter.CostCenters;
import org.meterbook.ledger.place.Places;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Fills a datasource with a university of two campuses, twelve buildings and sixty meters, and
 * three years of its bills.
 */
public final class DemoData {
  private static final int MONTHS = 36;
  private static final int CAMPUS = 6;
  private static final int BUILDING = 2;
  private static final int STANDARD = 1;

  private final Sql sql;
  private final int userId;

  private DemoData(Sql sql, int userId) {
    this.sql = sql;
    this.userId = userId;
  }

  /** Fills in one transaction: all of it is there, or nothing. The last bills are of last month. */
  public static void fill(
      Database database, long tenant, int userId, ZoneId zone, int intervalDays) {
    database.write(
        tenant,
        Scope.UNBOUNDED,
        userId,
        sql -> {
          new DemoData(sql, userId).fill(YearMonth.from(LocalDate.ofInstant(sql.now(), zone)));
          new DemoMasterData(sql).fill();
          new DemoIntervals(sql, zone, intervalDays).fill();
          new DemoGroups(sql, userId).fill();
          new DemoAdministration(sql, userId).fill();
          new DemoAudits(sql).fill();
          return true;
        });
  }

  private void fill(YearMonth today) {
    Map<String, Integer> campuses = new LinkedHashMap<>();
    Map<String, Integer> costCenters = new LinkedHashMap<>();
    for (String campus : List.of("NORTH", "SOUTH")) {
      String name =
          campus.charAt(0) + campus.substring(1).toLowerCase(java.util.Locale.ROOT) + " Campus";
      campuses.put(campus, place(campus, name, 1, CAMPUS, Values.none()));
      int costCenter =
          sql.insert(
              Tables.COST_CENTER,
              Values.none()
                  .with("cost_center_code", campus)
                  .with("cost_center_info", name)
                  .with("parent_cost_center_id", 1));
      CostCenters.TREE.add(sql, costCenter, 1);
      costCenters.put(campus, costCenter);
    }
    List<DemoBills.Account> accounts = new ArrayList<>();
    Map<String, Integer> vendors = new LinkedHashMap<>();
    Map<String, Integer> rates = new LinkedHashMap<>();
    for (Utility utility : Utility.ALL) {
      int vendor =
          sql.insert(
              Tables.VENDOR,
              Values.none()
                  .with("vendor_code", utility.vendor())
                  .with("vendor_info", utility.vendorName())
                  .with("city", "Riverton")
                  .with("state", "IL")
                  .with("country", "US")
                  .with("postal_code", "62561"));
      vendors.put(utility.vendor(), vendor);
      int rate =
          sql.insert(
              Tables.RATE,
              Values.none()
                  .with("name", utility.rate())
                  .with("vendor_id", vendor)
                  .with("commodity_id", utility.commodityId()));
      sql.insert(
          Tables.RATE_VERSION,
          Values.none()
              .with("rate_id", rate)
              .with("begin_date", LocalDate.of(1899, 12, 31))
              .with("end_date", LocalDate.of(3000, 1, 1)));
      rates.put(utility.vendor(), rate);
    }
    int number = 100;
    for (Building building : Building.ALL) {
      Values built =
          Values.none()
              .with("build_date", LocalDate.of(building.built(), 7, 1))
              .with("primary_use_id", use(building.use()));
      int place =
          place(
              building.code(),
              building.name(),
              campuses.getOrDefault(building.campus(), 1),
              BUILDING,
              located(built, ++number));
      for (Utility utility : Utility.ALL) {
        int costCenter = costCenters.getOrDefault(building.campus(), 1);
        accounts.add(
            account(
                building,
                utility,
                number,
                place,
                costCenter,
                vendors.getOrDefault(utility.vendor(), 0),
                rates.getOrDefault(utility.vendor(), 0)));
      }
    }
    bills(today, accounts);
  }

  private int place(String code, String name, int parent, int type, Values values) {
    int id =
        sql.insert(
            Tables.PLACE,
            values
                .with("place_code", code)
                .with("place_info", name)
                .with("parent_place_id", parent)
                .with("place_type_id", type));
    Places.TREE.add(sql, id, parent);
    return id;
  }

  private static Values located(Values values, int number) {
    return values
        .with("line1", number + " College Avenue")
        .with("city", "Riverton")
        .with("state", "IL")
        .with("country", "US")
        .with("postal_code", "62561");
  }

  private int use(String code) {
    return sql.first(
            "SELECT primary_use_id FROM primary_use WHERE tenant_id = :tenant AND primary_use_type = 'place' AND primary_use_code = :code",
            Map.of("code", code),
            row -> row.integer(1))
        .orElseThrow();
  }

  private DemoBills.Account account(
      Building building,
      Utility utility,
      int number,
      int place,
      int costCenter,
      int vendor,
      int rate) {
    int account =
        sql.insert(
            Tables.ACCOUNT,
            located(Values.none(), number)
                .with(
                    "account_code",
                    "%d-%03d-%s".formatted(4000 + utility.commodityId(), number, building.code()))
                .with("account_info", building.name() + ", " + utility.vendorName())
                .with("account_type_id", STANDARD)
                .with("cost_center_id", costCenter)
                .with("vendor_id", vendor)
                .with("active", true)
                .with("accrual_enabled", true)
                .with("account_code_aliases", List.of()));
    link(account, null);
    List<Integer> meters = new ArrayList<>();
    for (Utility.Meter part : utility.meters()) {
      int meter =
          sql.insert(
              Tables.METER,
              located(Values.none(), number)
                  .with("meter_code", building.code() + "-" + part.suffix())
                  .with("meter_info", building.name() + ", " + part.name())
                  .with("meter_type_id", STANDARD)
                  .with("commodity_id", utility.commodityId())
                  .with("place_id", place)
                  .with("meter_time_zone_id", zone())
                  .with("use_unit_id", utility.unitId())
                  .with(
                      "demand_unit_id", utility.demandUnitId() == 0 ? null : utility.demandUnitId())
                  .with("active", true)
                  .with(
                      "serial_number",
                      "%s%06d"
                          .formatted(
                              part.suffix().charAt(0),
                              Math.floorMod(
                                  (building.code() + part.suffix()).hashCode(), 1_000_000)))
                  .with("properties", new Sql.Json("{}")));
      int link = link(account, meter);
      assign(Tables.ACCOUNT_METER_RATE, link, "rate_id", rate, "start_date");
      assign(Tables.FORM_TEMPLATE, link, "template_id", template(utility), "begin_date");
      meters.add(meter);
    }
    return new DemoBills.Account(account, building, utility, meters);
  }

  private int link(int account, @org.jspecify.annotations.Nullable Integer meter) {
    return sql.insert(
        Tables.ACCOUNT_METER,
        Values.none()
            .with("account_id", account)
            .with("meter_id", meter)
            .with("begin_date", AccountSpan.FIRST)
            .with("end_date", AccountSpan.LAST)
            .with("deregulated", false));
  }

  private void assign(Table table, int link, String column, int id, String from) {
    sql.insert(
        table,
        Values.none()
            .with("account_meter_id", link)
            .with(column, id)
            .with(from, AccountSpan.FIRST)
            .with("end_date", AccountSpan.LAST));
  }

  private int template(Utility utility) {
    return sql.first(
            "SELECT template_id FROM template WHERE tenant_id = :tenant AND commodity_id = :commodity AND use_unit_id = :unit AND coalesce(demand_unit_id, 0) = :demand ORDER BY template_id LIMIT 1",
            Map.of(
                "commodity",
                utility.commodityId(),
                "unit",
                utility.unitId(),
                "demand",
                utility.demandUnitId()),
            row -> row.integer(1))
        .orElseThrow();
  }

  private int zone() {
    return sql.first(
            "SELECT time_zone_id FROM time_zone WHERE iana_zone = 'America/Chicago'",
            Map.of(),
            row -> row.integer(1))
        .orElseThrow();
  }

  private void bills(YearMonth today, List<DemoBills.Account> accounts) {
    DemoBills bills = new DemoBills(sql, userId);
    for (YearMonth month = today.minusMonths(MONTHS);
        month.isBefore(today);
        month = month.plusMonths(1)) {
      int batch =
          Batches.insert(sql, userId, Values.none().with("batch_code", month + " bills"), false);
      bills.book(month, batch, accounts);
      Batches.close(sql, batch);
    }
  }
}
