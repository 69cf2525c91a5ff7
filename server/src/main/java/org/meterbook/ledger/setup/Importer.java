package org.meterbook.ledger.setup;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterbook.api.Call;
import org.meterbook.api.Inside;
import org.meterbook.api.Operation.Steps;
import org.meterbook.api.Problem;
import org.meterbook.files.FileFormatException;
import org.meterbook.files.RowSource;
import org.meterbook.files.TextRow;
import org.meterbook.ledger.task.Task;
import org.meterbook.ledger.task.TaskType;

/**
 * Brings a sheet into the books: row by row, in transactions of a block of rows each, so that rows
 * that are refused keep no others back and a large sheet is never in memory.
 */
final class Importer {
  /** PostgreSQL keeps track of up to 64 savepoints of a transaction at little cost. */
  private static final int BLOCK = 60;

  private final Inside inside;
  private final Steps steps;
  private final Remembered remembered = new Remembered();
  private int success;
  private int failure;
  private int skip;

  Importer(Inside inside, Steps steps) {
    this.inside = inside;
    this.steps = steps;
  }

  /** What is known before the first row. */
  private record Begun(Task task, Sheet sheet, LocalDateTime at) {}

  private record Line(long number, List<String> cells) {}

  Setup run(SheetFile file) {
    try (RowSource rows = file.rows()) {
      Types.Type type = type(rows);
      List<String> heads = head(rows).cells();
      Begun begun = steps.write(call -> begin(call, type));
      try {
        return run(rows, type, begun, columns(heads, begun.sheet(), type));
      } catch (RuntimeException e) {
        String message = e instanceof Problem problem ? problem.detail() : "It failed.";
        Task _ =
            steps.write(call -> {
              begun.task().fail(call.sql(), counted() + message);
              return begun.task();
            });
        throw e;
      }
    } catch (FileFormatException e) {
      throw Problem.invalid("", String.valueOf(e.getMessage()));
    }
  }

  private static TextRow head(RowSource rows) {
    return rows.next()
        .filter(row -> row.fault().isEmpty())
        .orElseThrow(() ->
            Problem.invalid(
                "", "The workbook has no rows with the type of the sheet and the headings."));
  }

  private static Types.Type type(RowSource rows) {
    String name = head(rows).cells().stream().findFirst().orElse("").strip();
    return Types.of(name)
        .orElseThrow(() ->
            Problem.invalid(
                "",
                "The first cell must be the type of the sheet, such as CREATE_Vendors, not '%s'. Begin with a form that the server hands out."
                    .formatted(name.length() > 60 ? name.substring(0, 60) + "…" : name)));
  }

  private Begun begin(Call call, Types.Type type) {
    type.sheet().parts().stream()
        .filter(part -> !part.optional())
        .map(type::operation)
        .forEach(operation -> inside.operation(operation).require(call.caller()));
    Task task =
        Task.begin(
            call.sql(),
            Task.Plan.of(
                TaskType.SETUP_SHEET, call.caller().userId(), Map.of("type", type.name())));
    return new Begun(task, Customs.with(call, type.sheet()), local(call));
  }

  private static LocalDateTime local(Call call) {
    return LocalDateTime.ofInstant(call.now(), call.caller().zone());
  }

  /** The headings as the sheet declares them; empty for columns that are read over. */
  private static List<String> columns(List<String> heads, Sheet sheet, Types.Type type) {
    List<String> headings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String head : heads) {
      String text = head.strip();
      if (text.isEmpty() || (seen.isEmpty() && Kickout.HEADINGS.contains(text))) {
        headings.add("");
        continue;
      }
      String known =
          sheet.headings(type.action()).stream()
              .filter(heading -> heading.equalsIgnoreCase(text))
              .findFirst()
              .orElseThrow(() ->
                  Problem.invalid("", "'%s' is no column of %s.".formatted(text, type.name())));
      if (!seen.add(known)) {
        throw Problem.invalid("", "The column '%s' is there twice.".formatted(text));
      }
      headings.add(known);
    }
    return headings;
  }

  private Setup run(RowSource rows, Types.Type type, Begun begun, List<String> headings) {
    List<Integer> kept = new ArrayList<>();
    for (int n = 0; n < headings.size(); n++) {
      if (!headings.get(n).isEmpty()) {
        kept.add(n);
      }
    }
    List<String> shown = kept.stream().map(headings::get).toList();
    try (Kickout kickout = new Kickout(type.name(), shown, secrets(begun.sheet(), shown))) {
      List<Line> block = new ArrayList<>();
      for (Optional<TextRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get().fault().isPresent()) {
          failure++;
          kickout.add(row.get().line(), new CellFault("", row.get().fault().get()), List.of());
        } else if (!row.get().isBlank()) {
          List<String> cells = row.get().cells();
          block.add(
              new Line(
                  row.get().line(),
                  kept.stream().map(n -> n < cells.size() ? cells.get(n) : "").toList()));
        }
        if (block.size() == BLOCK) {
          work(block, type, begun.sheet(), shown, kickout);
        }
      }
      work(block, type, begun.sheet(), shown, kickout);
      return steps.write(call -> end(call, type, begun, kickout.content()));
    }
  }

  private static List<Boolean> secrets(Sheet sheet, List<String> headings) {
    return headings.stream()
        .map(heading -> sheet.column(heading).filter(c -> c.use() == Column.Use.SECRET).isPresent())
        .toList();
  }

  private void work(
      List<Line> lines, Types.Type type, Sheet sheet, List<String> headings, Kickout kickout) {
    if (lines.isEmpty()) {
      return;
    }
    List<Map<String, String>> rows = lines.stream().map(line -> row(line, headings)).toList();
    List<Block.Outcome> outcomes =
        steps.write(call -> Block.of(call, inside, sheet, type.action(), remembered).work(rows));
    for (int n = 0; n < lines.size(); n++) {
      switch (outcomes.get(n)) {
        case Block.Outcome.Changed _ -> success++;
        case Block.Outcome.Same _ -> skip++;
        case Block.Outcome.Refused refused -> {
          failure++;
          kickout.add(lines.get(n).number(), refused.why(), lines.get(n).cells());
        }
      }
    }
    lines.clear();
  }

  private static Map<String, String> row(Line line, List<String> headings) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int n = 0; n < headings.size(); n++) {
      row.put(headings.get(n), line.cells().get(n));
    }
    return row;
  }

  private String counted() {
    return "%d rows done, %d refused, %d with nothing to change. "
        .formatted(success, failure, skip);
  }

  private Setup end(Call call, Types.Type type, Begun begun, Optional<byte[]> kickout) {
    Setup setup =
        new Setup(
            type.name(),
            type.sheet().name(),
            type.action().word(),
            success,
            failure,
            skip,
            kickout.map(Base64.getEncoder()::encodeToString).orElse(null),
            begun.at(),
            local(call),
            begun.task().id());
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("type", setup.type());
    output.put("success", success);
    output.put("failure", failure);
    output.put("skip", skip);
    begun.task().complete(call.sql(), counted().strip(), output);
    kickout.ifPresent(content ->
        begun.task().keep(call.sql(), new Task.ErrorFile(type.name() + ".xlsx", content)));
    return setup;
  }
}
