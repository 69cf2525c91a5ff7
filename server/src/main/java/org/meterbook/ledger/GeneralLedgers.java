package org.meterbook.ledger;

import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** A general ledger account as other things name one. */
public final class GeneralLedgers {
  public static final Shape CHILD =
      Shape.of("GeneralLedgerChild", Tables.GENERAL_LEDGER)
          .integer("generalLedgerId", "identifier of the general ledger")
          .text("generalLedgerCode", "code of the general ledger")
          .text("generalLedgerInfo", "name of the general ledger")
          .build();

  private GeneralLedgers() {}

  /**
   * The general ledger of a line's cost, in SQL: that of the link between the bill's account and
   * the line's meter in the bill's time, of several the first one's, or else the account's own.
   *
   * @param line what stands for the line's row before a dot
   * @param bill likewise for its bill
   * @param account likewise for the bill's account
   */
  public static String ofLine(String line, String bill, String account) {
    return """
    coalesce((SELECT k.general_ledger_id FROM account_meter k WHERE k.tenant_id = %1$s.tenant_id AND k.account_id = %2$s.account_id
      AND k.meter_id = %1$s.meter_id AND k.begin_date < %2$s.end_date AND k.end_date > %2$s.begin_date ORDER BY k.begin_date LIMIT 1),
      %3$s.general_ledger_id)\
    """
        .formatted(line, bill, account);
  }
}
