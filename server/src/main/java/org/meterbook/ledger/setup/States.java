package org.meterbook.ledger.setup;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.meterbook.api.Call;
import org.meterbook.api.Condition;
import org.meterbook.api.Inside;
import org.meterbook.api.Operation;
import org.meterbook.api.Reading;
import org.meterbook.api.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows as the API shows them, read by the block, as far as the caller sees them. */
final class States {
  private static final String CUSTOM = "setup.udfs";

  private final Call call;
  private final Inside inside;
  private final Map<String, Map<Integer, JsonNode>> known = new HashMap<>();

  States(Call call, Inside inside) {
    this.call = call;
    this.inside = inside;
  }

  private Map<Integer, JsonNode> known(Part part) {
    return known.computeIfAbsent(part.noun(), _ -> new HashMap<>());
  }

  /** Reads rows that are going to be asked for, those of them that meet the conditions. */
  void expect(Part part, Collection<Integer> ids, List<Condition> conditions) {
    Map<Integer, JsonNode> rows = known(part);
    List<Integer> missing = ids.stream().filter(id -> !rows.containsKey(id)).distinct().toList();
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(id -> rows.put(id, MissingNode.getInstance()));
    for (JsonNode row : read(shape(part), missing, conditions)) {
      rows.put(row.path(part.id()).intValue(), row);
    }
    part.custom()
        .ifPresent(custom -> {
          for (JsonNode row : read(listed(custom.list()), missing, List.of())) {
            if (rows.get(row.path(part.id()).intValue()) instanceof ObjectNode there) {
              there.set(CUSTOM, row.path("udfs"));
            }
          }
        });
    part.related().ifPresent(related -> relate(related, rows, missing));
  }

  private Shape shape(Part part) {
    return part.shownBy().isEmpty()
        ? listed(part.custom().orElseThrow().list())
        : inside.answer(part.shownBy());
  }

  private Shape listed(String operation) {
    return ((Operation.Listing) inside.operation(operation).action()).shape();
  }

  private List<JsonNode> read(Shape shape, List<Integer> ids, List<Condition> conditions) {
    return Reading.rows(
        call,
        shape,
        "$." + shape.table().key() + " = ANY(:rows)",
        Map.of("rows", ids),
        conditions,
        OptionalInt.empty());
  }

  private void relate(Part.Related related, Map<Integer, JsonNode> rows, List<Integer> ids) {
    ids.forEach(id -> {
      if (rows.get(id) instanceof ObjectNode row) {
        row.putArray(related.property());
      }
    });
    call.sql()
        .list(
            related.sql() + call.within(related.table(), "m"),
            Map.of("ids", ids),
            row -> Map.entry(row.integer(1), row.integer(2)))
        .forEach(found -> {
          if (rows.get(found.getKey()) instanceof ObjectNode row) {
            row.withArray(related.property()).add(found.getValue());
          }
        });
  }

  /** A row; missing where the caller sees none. */
  JsonNode get(Part part, int id) {
    expect(part, List.of(id), List.of());
    return known(part).getOrDefault(id, MissingNode.getInstance());
  }

  /** Forgets a row that was changed. */
  void forget(Part part, int id) {
    known(part).remove(id);
  }

  /** The value of a column in a row. */
  static JsonNode value(Column column, JsonNode row) {
    if (column.udf() == 0) {
      return column.shown().apply(row);
    }
    for (JsonNode field : row.path(CUSTOM)) {
      if (field.path("udfId").intValue() == column.udf()) {
        return field.path("value");
      }
    }
    return MissingNode.getInstance();
  }

  /** Looks up, at once, what the codes in columns of these rows name. */
  void expectCodes(Part part, Collection<Integer> ids, Codes codes) {
    for (Column column : part.columns()) {
      column
          .cell()
          .lookup()
          .ifPresent(lookup ->
              codes.expectIds(
                  lookup,
                  ids.stream()
                      .map(id -> known(part).getOrDefault(id, MissingNode.getInstance()))
                      .map(row -> value(column, row))
                      .flatMap(value ->
                          value.isArray() ? value.valueStream() : java.util.stream.Stream.of(value))
                      .filter(JsonNode::isNumber)
                      .map(JsonNode::intValue)
                      .toList()));
    }
  }
}
