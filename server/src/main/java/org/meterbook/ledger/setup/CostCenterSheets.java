package org.meterbook.ledger.setup;

import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Tables;

/** Cost centers: those above come before those below. */
final class CostCenterSheets {
  static final Lookup CODE = Lookup.of(Tables.COST_CENTER, "cost_center_code");

  static final Sheet COST_CENTERS =
      Sheet.of(
          "CostCenters",
          Makes.BY_CREATE,
          Part.of(
              "cost center",
              "costCenterId",
              "CreateCostCenterV3",
              "EditCostCenterV3",
              new Part.ByCode("Code", CODE),
              Column.text("Code", "costCenterCode"),
              Column.text("Name", "costCenterInfo"),
              Column.code("Parent", "parentCostCenterId", "parent.costCenterId", CODE)),
          "GetCostCentersV3",
          """
          SELECT a.cost_center_id FROM cost_center_ancestor a WHERE a.tenant_id = :tenant AND a.cost_center_id <> 1
          GROUP BY a.cost_center_id ORDER BY count(*), a.cost_center_id
          """);

  private CostCenterSheets() {}
}
