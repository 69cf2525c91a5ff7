package org.meterbook.app.demo;

import java.util.List;
import java.util.Map;
import org.meterbook.ledger.audit.Audits;
import org.meterbook.ledger.audit.Options;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Audits the latest bills. */
record DemoAudits(Sql sql) {
  private static final int TO_REVIEW = 2;

  void fill() {
    Audits.run(sql, bills(3), Options.of(Options.Why.ENTRY));
    int latest = bills(1).getLast();
    if (!sql.exists(
        "SELECT 1 FROM flag f WHERE f.tenant_id = :tenant AND f.bill_id = :bill",
        Map.of("bill", latest))) {
      sql.insert(
          Tables.FLAG,
          Values.none()
              .with("bill_id", latest)
              .with("flag_type_id", TO_REVIEW)
              .with("flag_status_id", 1)
              .with("created_by", sql.author().userId())
              .with("created_date", sql.now()));
    }
  }

  /** The bills of the last periods. */
  private List<Integer> bills(int periods) {
    return sql.list(
        """
        SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.billing_period IN (
          SELECT DISTINCT o.billing_period FROM bill o WHERE o.tenant_id = :tenant ORDER BY 1 DESC LIMIT :periods) ORDER BY b.bill_id
        """,
        Map.of("periods", periods),
        row -> row.integer(1));
  }
}
