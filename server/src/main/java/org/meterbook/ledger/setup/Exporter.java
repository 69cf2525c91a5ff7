package org.meterbook.ledger.setup;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Condition;
import org.meterbook.api.Filters;
import org.meterbook.api.Inside;
import org.meterbook.api.Operation;
import org.meterbook.api.Problem;
import org.meterbook.files.WorkbookWriter;
import org.meterbook.ledger.setup.Sheet.Action;
import tools.jackson.databind.JsonNode;

/** Writes a sheet: a form for new things, or what is there. */
final class Exporter {
  private static final int BLOCK = 500;

  private final Inside inside;
  private final Call call;
  private final Types.Type type;
  private final Sheet sheet;

  Exporter(Inside inside, Call call, Types.Type type) {
    this.inside = inside;
    this.call = call;
    this.type = type;
    this.sheet = Customs.with(call, type.sheet());
  }

  void write(OutputStream out) throws IOException {
    List<Condition> conditions =
        Filters.conditions(
            call, ((Operation.Listing) inside.operation(sheet.list()).action()).filters());
    List<String> headings = sheet.headings(type.action());
    try (WorkbookWriter workbook =
        new WorkbookWriter(
            out, "Setup", List.of(type.name(), "this row and the next one must stay"))) {
      workbook.heads(headings);
      if (type.action() == Action.UPDATE) {
        rows(workbook, conditions);
      }
      new Instructions(inside, new Codes(call), type, sheet).write(workbook);
    }
  }

  private void rows(WorkbookWriter workbook, List<Condition> conditions) throws IOException {
    int parts = sheet.parts().size();
    List<@Nullable Integer[]> all =
        call.sql()
            .list(
                sheet.rows(),
                Map.of(),
                row -> {
                  @Nullable Integer[] ids = new @Nullable Integer[parts];
                  for (int n = 0; n < parts; n++) {
                    ids[n] = row.integerOrNull(n + 1);
                  }
                  return ids;
                });
    for (int from = 0; from < all.size(); from += BLOCK) {
      block(workbook, conditions, all.subList(from, Math.min(all.size(), from + BLOCK)));
    }
  }

  private void block(
      WorkbookWriter workbook, List<Condition> conditions, List<@Nullable Integer[]> block)
      throws IOException {
    States states = new States(call, inside);
    Codes codes = new Codes(call);
    for (int n = 0; n < sheet.parts().size(); n++) {
      int part = n;
      List<Integer> ids =
          block.stream().map(row -> row[part]).filter(Objects::nonNull).distinct().toList();
      states.expect(sheet.parts().get(n), ids, n == sheet.filtered() ? conditions : List.of());
      states.expectCodes(sheet.parts().get(n), ids, codes);
    }
    for (@Nullable Integer[] row : block) {
      Integer filtered = row[sheet.filtered()];
      if (filtered != null
          && !states.get(sheet.parts().get(sheet.filtered()), filtered).isMissingNode()) {
        workbook.row(cells(row, states, codes));
      }
    }
  }

  private List<@Nullable Object> cells(@Nullable Integer[] row, States states, Codes codes) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(row[0]);
    for (int n = 0; n < row.length; n++) {
      Part part = sheet.parts().get(n);
      Integer id = row[n];
      for (Column column : part.columns()) {
        cells.add(id == null ? null : cell(column, states.get(part, id), codes));
      }
    }
    return cells;
  }

  private static @Nullable Object cell(Column column, JsonNode row, Codes codes) {
    String text = column.cell().shown(States.value(column, row), codes);
    if (text.length() > WorkbookWriter.LONGEST) {
      throw Problem.invalid(
          "filter",
          "A cell of '%s' would have more than %d characters; leave that row out, or use the API."
              .formatted(column.heading(), WorkbookWriter.LONGEST));
    }
    return text.isEmpty() ? null : column.cell().written(text);
  }
}
