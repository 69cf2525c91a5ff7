package org.meterbook.ledger.setup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Inside;
import org.meterbook.files.WorkbookWriter;
import org.meterbook.ledger.setup.Sheet.Action;

/** The second sheet of a workbook: what its columns mean, and what they take. */
record Instructions(Inside inside, Codes codes, Types.Type type, Sheet sheet) {
  void write(WorkbookWriter workbook) throws IOException {
    workbook.next(
        "Instructions", List.of("Column", "Of", "Required", "Meaning", "Form", "Allowed values"));
    if (type.action() == Action.UPDATE) {
      workbook.row(
          List.of(
              Sheet.ID,
              sheet.parts().getFirst().noun(),
              "",
              "names the row; without it the key does",
              Cell.Plain.NUMBER.form(),
              ""));
    }
    for (Part part : sheet.parts()) {
      for (Column column : part.columns()) {
        workbook.row(line(part, column));
      }
    }
  }

  private List<@Nullable Object> line(Part part, Column column) {
    Optional<Inside.Property> property = property(part, column);
    String allowed =
        column
            .cell()
            .lookup()
            .filter(Lookup::listed)
            .map(lookup -> String.join(", ", codes.all(lookup)))
            .orElseGet(() -> property.map(each -> String.join(", ", each.oneOf())).orElse(""));
    return List.of(
        column.heading(),
        part.noun(),
        property.filter(Inside.Property::required).isPresent() ? "yes" : "",
        property.map(Inside.Property::meaning).orElse(""),
        column.cell().form(),
        allowed);
  }

  private Optional<Inside.Property> property(Part part, Column column) {
    if (column.udf() > 0 || column.send().isEmpty()) {
      return Optional.empty();
    }
    Optional<Inside.Property> made =
        part.create().isEmpty() ? Optional.empty() : inside.property(part.create(), column.send());
    return made.or(() ->
        part.edit().isEmpty() ? Optional.empty() : inside.property(part.edit(), column.send()));
  }
}
