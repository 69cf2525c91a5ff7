package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.Inside;
import org.meterbook.api.Problem;
import org.meterbook.ledger.setup.Sheet.Action;
import org.meterbook.store.StoreException;
import org.meterbook.store.Values;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Some rows of a sheet that go into the books in one transaction, each by itself.
 *
 * @param remembered outlives the block
 */
record Block(
    Call call,
    Inside inside,
    Sheet sheet,
    Action action,
    Codes codes,
    States states,
    Remembered remembered) {

  private static final Logger LOG = LoggerFactory.getLogger(Block.class);

  /** What came of a row. */
  sealed interface Outcome {
    record Changed() implements Outcome {}

    record Same() implements Outcome {}

    record Refused(CellFault why) implements Outcome {}
  }

  static Block of(Call call, Inside inside, Sheet sheet, Action action, Remembered remembered) {
    return new Block(
        call, inside, sheet, action, new Codes(call), new States(call, inside), remembered);
  }

  /** Does rows, each given by what stands below the headings. */
  List<Outcome> work(List<Map<String, String>> rows) {
    expect(rows);
    List<Outcome> outcomes = new ArrayList<>();
    rows.forEach(row -> outcomes.add(work(row)));
    return outcomes;
  }

  /** What fails for a row is of that row, except where the database itself lets go. */
  private Outcome work(Map<String, String> typed) {
    try {
      SheetRow row = new SheetRow(this, typed);
      boolean changed = call.sql().part(row::apply);
      row.done();
      return changed ? new Outcome.Changed() : new Outcome.Same();
    } catch (CellFault fault) {
      return new Outcome.Refused(fault);
    } catch (Problem problem) {
      return new Outcome.Refused(new CellFault("", problem.detail()));
    } catch (RuntimeException e) {
      if (e instanceof StoreException store && store.isOfNoRow()) {
        throw e;
      }
      LOG.error("A row of the sheet {} failed.", sheet.type(action), e);
      return new Outcome.Refused(
          new CellFault("", "cannot be taken in as it is; the log of the server says why"));
    }
  }

  /** Looks up at once what the rows name. */
  private void expect(List<Map<String, String>> rows) {
    for (Column column : sheet.columns()) {
      column.cell().lookup().ifPresent(lookup -> codes.expectCodes(lookup, cells(rows, column)));
    }
    for (Part part : sheet.parts()) {
      List<Integer> known = new ArrayList<>();
      if (part.key() instanceof Part.ByCode by) {
        List<String> wanted =
            rows.stream().map(row -> by.code(heading -> row.getOrDefault(heading, ""))).toList();
        codes.expectCodes(by.lookup(), wanted);
        wanted.forEach(code -> known.addAll(codes.all(by.lookup(), code)));
      }
      if (part == sheet.parts().getFirst()) {
        rows.forEach(row -> {
          String id = row.getOrDefault(Sheet.ID, "").strip();
          if (id.matches("\\d{1,9}")) {
            known.add(Integer.valueOf(id));
          }
        });
      }
      known.removeIf(id -> remembered.containsKey(Remembered.key(part, id)));
      states.expect(part, known, List.of());
      states.expectCodes(part, known, codes);
    }
  }

  private static List<String> cells(List<Map<String, String>> rows, Column column) {
    return rows.stream()
        .map(row -> row.getOrDefault(column.heading(), "").strip())
        .flatMap(text -> column.cell().codes(text).stream())
        .toList();
  }

  /**
   * Does an operation of a part.
   *
   * @param columns what its body was made of
   * @throws CellFault it was refused, in words of the sheet
   */
  List<Integer> write(
      Part part, String operation, Map<String, Integer> ids, JsonNode body, List<Column> columns) {
    boolean many = inside.operation(operation).body().orElseThrow().many();
    JsonNode sent = many && !body.isArray() ? Cell.JSON.arrayNode().add(body) : body;
    try {
      return inside.write(call, operation, ids, sent);
    } catch (Problem problem) {
      throw fault(problem, columns);
    } catch (StoreException.Duplicate e) {
      String heading =
          part.columns().stream()
              .filter(column -> Values.column(column.send()).equals(e.column()))
              .map(Column::heading)
              .findFirst()
              .orElse("");
      throw new CellFault(heading, "is already in use; it must be unique");
    } catch (StoreException.Referenced e) {
      throw new CellFault("", "refers to a %s that is gone".formatted(e.table().replace('_', ' ')));
    }
  }

  private static CellFault fault(Problem problem, List<Column> columns) {
    if (problem.errors().isEmpty()) {
      return new CellFault("", problem.detail());
    }
    Map<String, String> faults = new LinkedHashMap<>();
    problem
        .errors()
        .forEach((field, reasons) -> {
          String heading = heading(field, columns);
          String reason = String.join(", ", reasons);
          faults.merge(
              heading,
              heading.isEmpty() && !field.isEmpty() ? field + ": " + reason : reason,
              (one, other) -> one + ", " + other);
        });
    return CellFault.of(faults);
  }

  private static String heading(String field, List<Column> columns) {
    if (field.matches("\\[\\d+]\\.(value|udfId)") && columns.getFirst().udf() > 0) {
      int index = Integer.parseInt(field.substring(1, field.indexOf(']')));
      return index < columns.size() ? columns.get(index).heading() : "";
    }
    String name = field.replaceFirst("^\\[\\d+]\\.", "");
    return columns.stream()
        .filter(column -> column.isOf(name))
        .map(Column::heading)
        .findFirst()
        .orElse("");
  }
}
