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
}
