package org.meterbook.bench;

import java.io.StringReader;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.ledger.costcenter.CostCenters;
import org.meterbook.ledger.place.Places;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * A datasource with many bills, read by a user who is bounded by a cost center and a place under
 * which everything lies, so that the bounds are checked and hide nothing.
 *
 * @param tenant the datasource
 * @param key the bounded user's key
 * @param scope the user's bounds
 * @param firstBill id of the first bill; the others follow without a gap
 * @param bills how many
 */
record Books(long tenant, String key, Scope scope, int firstBill, int bills) {
  private static final int BILLS_OF_AN_ACCOUNT = 50;

  static Books make(Database database, String code, int bills) {
    long tenant = Datasources.create(database, code, code, ZoneId.of("America/Chicago"), 7);
    int user = Users.createAdministrator(database, tenant, "bench", "Bench", "bench-bench-bench");
    return database.write(tenant, Scope.UNBOUNDED, user, sql -> fill(sql, user, bills));
  }

  private static Books fill(Sql sql, int user, int bills) {
    int place =
        sql.insert(
            Tables.PLACE,
            Values.none()
                .with("place_code", "ALL")
                .with("place_info", "All")
                .with("parent_place_id", 1)
                .with("place_type_id", 6));
    Places.TREE.add(sql, place, 1);
    int costCenter =
        sql.insert(
            Tables.COST_CENTER,
            Values.none()
                .with("cost_center_code", "ALL")
                .with("cost_center_info", "All")
                .with("parent_cost_center_id", 1));
    CostCenters.TREE.add(sql, costCenter, 1);
    sql.execute(
        "UPDATE user_topmost_place SET place_id = :id WHERE tenant_id = :tenant AND user_id = :user",
        Map.of("id", place, "user", user));
    sql.execute(
        "UPDATE user_topmost_cost_center SET cost_center_id = :id WHERE tenant_id = :tenant AND user_id = :user",
        Map.of("id", costCenter, "user", user));
    int vendor =
        sql.insert(
            Tables.VENDOR, Values.none().with("vendor_code", "V").with("vendor_info", "Vendor"));
    int accounts = Math.max(1, bills / BILLS_OF_AN_ACCOUNT);
    int account = sql.nextIds(Tables.ACCOUNT, accounts);
    int meter = sql.nextIds(Tables.METER, accounts);
    int link = sql.nextIds(Tables.ACCOUNT_METER, accounts);
    StringBuilder accountRows = new StringBuilder();
    StringBuilder meterRows = new StringBuilder();
    StringBuilder linkRows = new StringBuilder();
    for (int i = 0; i < accounts; i++) {
      row(
          accountRows,
          sql.tenant(),
          account + i,
          "A" + i,
          "Account " + i,
          1,
          costCenter,
          vendor,
          true,
          false,
          "{}",
          sql.now(),
          sql.now());
      row(
          meterRows,
          sql.tenant(),
          meter + i,
          "M" + i,
          "Meter " + i,
          1,
          1,
          place,
          1,
          true,
          "{}",
          sql.now(),
          sql.now());
      row(
          linkRows,
          sql.tenant(),
          link + i,
          account + i,
          meter + i,
          "1899-01-01",
          "3000-01-01",
          false);
    }
    copy(
        sql,
        "account (tenant_id, account_id, account_code, account_info, account_type_id, cost_center_id, vendor_id, active, accrual_enabled, account_code_aliases, created_date, modified_date)",
        accountRows);
    copy(
        sql,
        "meter (tenant_id, meter_id, meter_code, meter_info, meter_type_id, commodity_id, place_id, meter_time_zone_id, active, properties, created_date, modified_date)",
        meterRows);
    copy(
        sql,
        "account_meter (tenant_id, account_meter_id, account_id, meter_id, begin_date, end_date, deregulated)",
        linkRows);
    int batch =
        sql.insert(
            Tables.BATCH,
            Values.none()
                .with("batch_code", "bench")
                .with("batch_status", "closed")
                .with("start_date", sql.now())
                .with("created_by", user)
                .with("has_imported_bills", false));
    int first = sql.nextIds(Tables.BILL, bills);
    StringBuilder billRows = new StringBuilder();
    for (int i = 0; i < bills; i++) {
      LocalDate begin = LocalDate.of(2020, 1, 1).plusMonths(i % BILLS_OF_AN_ACCOUNT);
      row(
          billRows,
          sql.tenant(),
          first + i,
          batch,
          account + i / BILLS_OF_AN_ACCOUNT % accounts,
          begin,
          begin.plusMonths(1),
          begin.getYear() * 100 + begin.getMonthValue(),
          100 + i % 997,
          false,
          2,
          "INV" + i,
          true,
          user,
          sql.now(),
          user,
          sql.now());
      if (i % 50_000 == 49_999 || i == bills - 1) {
        copy(
            sql,
            "bill (tenant_id, bill_id, batch_id, account_id, begin_date, end_date, billing_period, total_cost, estimated, observation_method_id, invoice_number, from_vendor, created_by, created_date, modified_by, modified_date)",
            billRows);
      }
    }
    sql.startIdsAfter(Tables.BILL, first + bills);
    return new Books(
        sql.tenant(),
        ApiKeys.make(sql, user, "bench"),
        Scope.of(
            new Scope.Part(List.of(place), List.of(place)),
            new Scope.Part(List.of(costCenter), List.of(costCenter))),
        first,
        bills);
  }

  private static void copy(Sql sql, String columns, StringBuilder rows) {
    sql.copy(columns, new StringReader(rows.toString()));
    rows.setLength(0);
  }

  private static void row(StringBuilder rows, Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      rows.append(i == 0 ? "" : "\t").append(cells[i]);
    }
    rows.append('\n');
  }
}
