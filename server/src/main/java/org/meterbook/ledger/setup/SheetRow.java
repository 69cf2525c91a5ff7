package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.meterbook.api.Call;
import org.meterbook.ledger.setup.Column.Use;
import org.meterbook.ledger.setup.Sheet.Action;
import org.meterbook.ledger.setup.Sheet.Makes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** A row of a sheet on its way into the books. Not thread-safe. */
final class SheetRow {
  private final Block block;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private boolean making;

  /**
   * @param typed what stands in the cells, by headings as the sheet declares them
   * @throws CellFault some of it cannot be
   */
  SheetRow(Block block, Map<String, String> typed) {
    this.block = block;
    Map<String, String> faults = new LinkedHashMap<>();
    typed.forEach((heading, cell) -> {
      Cell kind = block.sheet().column(heading).map(Column::cell).orElse(Cell.Plain.NUMBER);
      collect(faults, heading, () -> texts.put(heading, kind.read(cell)));
    });
    refuse(faults);
  }

  private static void collect(Map<String, String> faults, String heading, Supplier<?> work) {
    try {
      Object _ = work.get();
    } catch (CellFault fault) {
      faults.put(fault.heading().isEmpty() ? heading : fault.heading(), fault.reason());
    }
  }

  private static void refuse(Map<String, String> faults) {
    if (!faults.isEmpty()) {
      throw CellFault.of(faults);
    }
  }

  Call call() {
    return block.call();
  }

  Codes codes() {
    return block.codes();
  }

  /** What a cell says; nothing where there is no such column. */
  String text(String heading) {
    return texts.getOrDefault(heading, "");
  }

  /** The ids of the parts so far, by their names. */
  Map<String, Integer> ids() {
    return ids;
  }

  private String text(Column column) {
    return text(column.heading());
  }

  private boolean isGiven(Column column) {
    return texts.containsKey(column.heading());
  }

  /** Brings it into the books; answers whether that changed anything. */
  boolean apply() {
    boolean changed = false;
    for (Part part : block.sheet().parts()) {
      boolean empty = part.columns().stream().allMatch(column -> text(column).isEmpty());
      if (!part.optional() || !empty || joins(part)) {
        changed |= apply(part);
      }
    }
    return changed;
  }

  /** A row of new things that names two makes them for the sake of what is between them. */
  private boolean joins(Part part) {
    return block.action() == Action.CREATE && part.key() instanceof Part.ByDay && ids.size() > 1;
  }

  /**
   * What is found by its day belongs to all parts before it.
   *
   * @throws CellFault the row leaves one of them out
   */
  void requireBefore(Part part) {
    for (Part before : block.sheet().parts()) {
      if (before == part) {
        return;
      }
      if (!ids.containsKey(before.id())) {
        throw new CellFault(
            before.columns().getFirst().heading(),
            "is required in a row with cells of a %s".formatted(part.noun()));
      }
    }
  }

  /** What is to be done once it is certain that the row stays. */
  void done() {
    afterwards.forEach(Runnable::run);
  }

  private boolean apply(Part part) {
    Optional<Integer> id = find(part);
    if (id.isEmpty()) {
      create(part);
      return true;
    }
    ids.put(part.id(), id.get());
    return edit(part, id.get());
  }

  private boolean isFirst(Part part) {
    return block.sheet().parts().getFirst() == part;
  }

  private Optional<Integer> find(Part part) {
    String given = isFirst(part) ? text(Sheet.ID) : "";
    if (given.isEmpty()) {
      return part.key().find(this, part);
    }
    int id = given.matches("\\d{1,9}") ? Integer.parseInt(given) : 0;
    if (block.states().get(part, id).isMissingNode()) {
      throw new CellFault(
          Sheet.ID, "there is no %s %s that you may use".formatted(part.noun(), given));
    }
    return Optional.of(id);
  }

  // New
  // -----------------------------------------------------------------------------------------------------------------------

  private void create(Part part) {
    boolean allowed =
        !isFirst(part)
            || block.action() == Action.CREATE
            || block.sheet().makes() == Makes.BY_UPDATE;
    if (!allowed || part.create().isEmpty()) {
      String heading = part.columns().getFirst().heading();
      throw new CellFault(
          heading,
          text(heading).isEmpty()
              ? "which %s it is does not stand there".formatted(part.noun())
              : "there is no %s '%s'".formatted(part.noun(), text(heading)));
    }
    ObjectNode body =
        body(
            part,
            MissingNode.getInstance(),
            column -> column.use() != Use.EDIT,
            column -> column.cell().sent(text(column), codes()));
    int id = block.write(part, part.create(), ids, body, part.columns()).getFirst();
    ids.put(part.id(), id);
    making = true;
    boolean more =
        part.columns().stream()
            .anyMatch(
                column -> column.use() == Use.EDIT && column.udf() == 0 && !text(column).isEmpty());
    if (more) {
      replace(part, id, column -> text(column).isEmpty());
    }
    List<Column> custom =
        part.columns().stream()
            .filter(column -> column.udf() > 0 && !text(column).isEmpty())
            .toList();
    custom(part, custom);
    if (part.key() instanceof Part.ByCode by) {
      afterwards.add(() -> codes().made(by.lookup(), by.code(this::text), id));
    }
    remember(part, id);
  }

  private void remember(Part part, int id) {
    afterwards.add(() -> {
      block.states().forget(part, id);
      block.remembered().put(Remembered.key(part, id), Map.copyOf(texts));
    });
  }

  // Known
  // ---------------------------------------------------------------------------------------------------------------------

  private boolean edit(Part part, int id) {
    // What came into being with a part of this very row is this row's to say.
    if (block.action() == Action.CREATE && !making) {
      requireSame(part, id);
      return false;
    }
    JsonNode current = block.states().get(part, id);
    List<Column> differing =
        part.columns().stream()
            .filter(this::isGiven)
            .filter(column -> differs(column, current))
            .toList();
    Map<String, String> faults = new LinkedHashMap<>();
    differing.stream()
        .filter(column -> column.use() == Use.CREATE)
        .forEach(column -> faults.put(column.heading(), "cannot be changed"));
    refuse(faults);
    if (differing.stream().anyMatch(column -> column.udf() == 0)) {
      replace(part, id, column -> !isGiven(column));
    }
    custom(part, differing.stream().filter(column -> column.udf() > 0).toList());
    if (!differing.isEmpty()) {
      remember(part, id);
    }
    return !differing.isEmpty();
  }

  private boolean differs(Column column, JsonNode current) {
    if (column.send().isEmpty() && column.udf() == 0) {
      return false;
    }
    return column.use() == Use.SECRET
        ? !text(column).isEmpty()
        : !same(column, text(column), shown(column, current));
  }

  private boolean same(Column column, String one, String other) {
    return one.equals(other) || (column.cell().lookup().isPresent() && codes().same(one, other));
  }

  private String shown(Column column, JsonNode current) {
    return column.cell().shown(States.value(column, current), codes());
  }

  /** A form for new things may name what is there, but not say otherwise of it. */
  private void requireSame(Part part, int id) {
    Map<String, String> before = block.remembered().get(Remembered.key(part, id));
    Map<String, String> faults = new LinkedHashMap<>();
    for (Column column : part.columns()) {
      String text = text(column);
      if (text.isEmpty()
          || column.use() == Use.SECRET
          || (column.send().isEmpty() && column.udf() == 0)
          || part.key().isOf(column.heading())
          || (before != null && text.equals(before.get(column.heading())))) {
        continue;
      }
      String there = shown(column, block.states().get(part, id));
      if (!same(column, text, there)) {
        faults.put(
            column.heading(),
            "the %s is there already, with '%s'; an UPDATE sheet changes it"
                .formatted(part.noun(), there));
      }
    }
    refuse(faults);
  }

  /** Replaces a row; of some columns what is there stays. */
  private void replace(Part part, int id, java.util.function.Predicate<Column> stays) {
    JsonNode current = block.states().get(part, id);
    ObjectNode body =
        body(
            part,
            current,
            column -> column.use() != Use.CREATE,
            column -> {
              if (column.use() == Use.SECRET) {
                return column.cell().sent(text(column), codes());
              }
              return stays.test(column) || !differs(column, current)
                  ? column.shown().apply(current)
                  : column.cell().sent(text(column), codes());
            });
    block.write(part, part.edit(), ids, body, part.columns());
    block.states().forget(part, id);
  }

  private void custom(Part part, List<Column> fields) {
    if (fields.isEmpty()) {
      return;
    }
    ArrayNode body = Cell.JSON.arrayNode();
    fields.forEach(column -> {
      String text = text(column);
      ObjectNode field = body.addObject().put("udfId", column.udf());
      field.set("value", text.isEmpty() ? Cell.JSON.nullNode() : Cell.JSON.stringNode(text));
    });
    block.write(part, part.custom().orElseThrow().edit(), ids, body, fields);
  }

  private ObjectNode body(
      Part part,
      JsonNode current,
      java.util.function.Predicate<Column> sent,
      java.util.function.Function<Column, JsonNode> value) {
    ObjectNode body = Cell.JSON.objectNode();
    Map<String, String> faults = new LinkedHashMap<>();
    for (Column column : part.columns()) {
      if (column.udf() == 0 && !column.send().isEmpty() && sent.test(column)) {
        collect(
            faults,
            column.heading(),
            () -> {
              column.put().set(body, value.apply(column), current);
              return body;
            });
      }
    }
    refuse(faults);
    for (Hidden hidden : part.hidden()) {
      Json.put(body, hidden.send(), hidden.value().of(ids, current));
    }
    return body;
  }
}
