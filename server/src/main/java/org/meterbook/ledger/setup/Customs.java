package org.meterbook.ledger.setup;

import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.ledger.setup.Column.Use;
import tools.jackson.databind.node.MissingNode;

/** Custom fields as columns. */
final class Customs {
  private static final String FIELDS =
      "SELECT u.udf_id, u.name, u.data_type_id FROM udf u WHERE u.tenant_id = :tenant AND u.udf_type = :type"
          // A file is no text.
          + " AND u.data_type_id NOT IN (16, 17, 18) ORDER BY u.display_order, u.udf_id";

  private Customs() {}

  /** The sheet with a column for each custom field of its parts. */
  static Sheet with(Call call, Sheet sheet) {
    return sheet.with(
        sheet.parts().stream()
            .map(part -> part.custom().map(custom -> part.and(columns(call, custom))).orElse(part))
            .toList());
  }

  private static List<Column> columns(Call call, Part.Custom custom) {
    return call.sql()
        .list(
            FIELDS,
            Map.of("type", custom.type()),
            row ->
                new Column(
                    custom.prefix() + row.text(2).strip(),
                    "",
                    _ -> MissingNode.getInstance(),
                    (_, _, _) -> {},
                    cell(row.integer(3)),
                    Use.ALWAYS,
                    row.integer(1)));
  }

  private static Cell cell(int dataType) {
    return switch (dataType) {
      case 1 -> Cell.Plain.TRUTH;
      case 2, 4 -> Cell.Plain.NUMBER;
      case 6 -> Cell.Plain.DATE;
      default -> Cell.Plain.TEXT;
    };
  }
}
