package org.meterbook.conventions;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.meterbook.ledger.account.AccountSpan;
import org.meterbook.ledger.batch.BatchLog;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What every account, place or vendor has, so that no list of one is empty. */
final class MasterData {
  private static final int MONEY = 31;

  private MasterData() {}

  static void fill(Sql sql) {
    for (int account : ids(sql, Tables.ACCOUNT)) {
      sql.insert(
          Tables.ACCOUNT_ALERT,
          spanned("account_id", account)
              .with("message", "look twice")
              .with("allow_bill_processing", true));
    }
    for (int place : ids(sql, Tables.PLACE)) {
      if (!sql.exists(
          "SELECT 1 FROM place_size s WHERE s.tenant_id = :tenant AND s.place_id = :id",
          Map.of("id", place))) {
        sql.insert(
            Tables.PLACE_SIZE, spanned("place_id", place).with("value", 9_000).with("unit_id", 85));
      }
    }
    for (int vendor : ids(sql, Tables.VENDOR)) {
      int template =
          sql.insert(
              Tables.TEMPLATE,
              Values.none()
                  .with("template_code", "VENDOR " + vendor)
                  .with("template_info", "charges")
                  .with("commodity_id", MONEY)
                  .with("vendor_id", vendor));
      sql.insert(Tables.TEMPLATE_VERSION, spanned("template_id", template));
    }
    sql.insert(
        Tables.BILL_EXPORT,
        Values.none()
            .with("export_guid", java.util.UUID.randomUUID().toString())
            .with("export_mode", "ap")
            .with("bill_count", 0)
            .with("total_cost", 0)
            .with("created_date", sql.now()));
    for (int batch : ids(sql, Tables.BATCH)) {
      BatchLog.write(sql, Map.of(batch, 1), "Moved to account 1");
    }
    sql.update(Tables.METER, ids(sql, Tables.METER).getFirst(), Values.none().with("place_id", 1));
    int summary = ids(sql, Tables.ACCOUNT).getLast();
    sql.execute(
        "UPDATE account SET has_sub_account = true WHERE tenant_id = :tenant AND account_id = :id",
        Map.of("id", summary));
    sql.execute(
        "UPDATE account SET summary_account_id = :id WHERE tenant_id = :tenant AND account_id = (SELECT max(a.account_id) FROM account a"
            + " JOIN account s ON s.tenant_id = a.tenant_id AND s.account_id = :id WHERE a.tenant_id = :tenant AND a.vendor_id = s.vendor_id AND a.account_id < :id)",
        Map.of("id", summary));
    flagAll(sql);
    sql.execute(
        "UPDATE general_ledger SET sub_codes = '{GAS}' WHERE tenant_id = :tenant", Map.of());
  }

  private static void flagAll(Sql sql) {
    List<Integer> bills =
        sql.list(
            "SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND NOT EXISTS (SELECT 1 FROM flag f"
                + " WHERE f.tenant_id = b.tenant_id AND f.bill_id = b.bill_id)",
            Map.of(),
            row -> row.integer(1));
    sql.execute(
        "INSERT INTO flag (tenant_id, flag_id, bill_id, flag_type_id, flag_status_id, created_date)"
            + " SELECT :tenant, :first + n.number, n.bill, 2, 1, :now FROM unnest(:bills::int[]) WITH ORDINALITY AS n(bill, number)",
        Map.of(
            "first", sql.nextIds(Tables.FLAG, bills.size()) - 1, "bills", bills, "now", sql.now()));
  }

  private static Values spanned(String owner, int id) {
    return Values.none()
        .with(owner, id)
        .with("begin_date", LocalDate.of(2020, 1, 1))
        .with("end_date", AccountSpan.LAST);
  }

  private static List<Integer> ids(Sql sql, Table table) {
    return sql.list(
        "SELECT t.%s FROM %s t WHERE t.tenant_id = :tenant ORDER BY 1"
            .formatted(table.key(), table.name()),
        Map.of(),
        row -> row.integer(1));
  }
}
