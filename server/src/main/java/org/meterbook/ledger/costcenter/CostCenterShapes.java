package org.meterbook.ledger.costcenter;

import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** A cost center as other things name one. */
public final class CostCenterShapes {
  public static final Shape CHILD =
      Shape.of("CostCenterChild", Tables.COST_CENTER)
          .integer("costCenterId", "identifier of the cost center")
          .text("costCenterCode", "code of the cost center")
          .text("costCenterInfo", "name of the cost center")
          .build();

  private CostCenterShapes() {}
}
