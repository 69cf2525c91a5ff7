package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.List;
import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** General ledgers with their twenty sub codes. */
final class LedgerSheets {
  static final Lookup CODE = Lookup.of(Tables.GENERAL_LEDGER, "general_ledger_code");

  private static final int SUB_CODES = 20;

  static final Sheet LEDGERS =
      Sheet.of(
          "GLCodesAndSubcodes",
          Makes.BY_CREATE,
          Part.of(
                  "general ledger",
                  "generalLedgerId",
                  "CreateGeneralLedgerV3",
                  "EditGeneralLedgerV3",
                  new Part.ByCode("Code", CODE))
              .columns(columns()),
          "GetGeneralLedgersV3",
          "SELECT t.general_ledger_id FROM general_ledger t WHERE t.tenant_id = :tenant ORDER BY 1");

  private LedgerSheets() {}

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>(List.of(Column.text("Code", "generalLedgerCode")));
    for (int n = 1; n <= SUB_CODES; n++) {
      int index = n;
      columns.add(
          Column.text("Sub code %02d".formatted(n), "subCodes")
              .showing(row -> value(row, index))
              .putting((body, value, _) -> {
                var codes = body.withArrayProperty("subCodes");
                if (!value.isNull() && !value.isMissingNode()) {
                  codes.addObject().put("subCodeIndex", index).set("value", value);
                }
              }));
    }
    return columns;
  }

  private static JsonNode value(JsonNode row, int index) {
    for (JsonNode code : row.path("subCodes")) {
      if (code.path("subCodeIndex").asString().equals("%02d".formatted(index))) {
        return code.path("value");
      }
    }
    return MissingNode.getInstance();
  }
}
