package org.meterbook.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.NamedSql;

/**
 * Rows of a shape with columns that are chosen at run time, for lists that people put together. The
 * caller's bounds apply as they do to any list.
 *
 * @param shape what the rows are
 * @param columns dotted paths to their values, at least one
 * @param conditions the filter
 * @param where a fixed condition on {@code $}, or empty
 * @param ids the parameters of {@code where}
 * @param orders the order; the id is always the last word
 */
public record Grid(
    Shape shape,
    List<String> columns,
    List<Condition> conditions,
    String where,
    Map<String, Integer> ids,
    List<Order> orders) {
  /**
   * One criterion of an order.
   *
   * @param path a column of which each row has one value
   */
  public record Order(String path, boolean descending) {}

  /**
   * All rows together.
   *
   * @param rows how many
   * @param sum the sum that was asked for; null where none was, or without rows
   */
  public record Total(long rows, @Nullable BigDecimal sum) {}

  /** Can rows be ordered by it? */
  public static boolean isSortable(Shape shape, String path) {
    return Ordering.sortable(shape, path);
  }

  /**
   * Counts the rows.
   *
   * @param summed an SQL expression of {@code $} that is summed; {@code NULL::numeric} for none
   */
  public Total total(Call call, String summed) {
    NamedSql text =
        NamedSql.compile(Compiler.total(query(0, 0), call.caller().scope().bounded(), summed));
    List<Total> totals = new ArrayList<>();
    call.sql()
        .each(
            text,
            parameters(call),
            0,
            row ->
                totals.add(
                    new Total(row.number(1), (BigDecimal) row.get(2, FieldType.MONEY.column()))));
    return totals.getFirst();
  }

  /**
   * Some rows: text, boolean, number or {@link LocalDateTime} for each column, null where there is
   * no value; several values of a list are one text.
   *
   * @param limit how many at most
   */
  public List<List<@Nullable Object>> rows(Call call, long offset, int limit) {
    Plan plan = Compiler.compile(query(offset, limit), call.caller().scope().bounded());
    Map<String, @Nullable Object> parameters = parameters(call);
    parameters.put("offset", offset);
    RowReader reader = new RowReader(call.sql());
    List<@Nullable Object[]> rows = reader.all(plan, parameters);
    List<RowReader.Loaded> lists = reader.children(plan, rows);
    List<List<@Nullable Object>> result = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      List<@Nullable Object> values = new ArrayList<>();
      for (String column : columns) {
        values.add(value(plan.node(), column, row, lists, call.caller().zone()));
      }
      result.add(values);
    }
    return result;
  }

  private Query query(long offset, int limit) {
    return new Query(
        shape,
        Selection.parse(String.join(",", columns), shape),
        new Query.Rows.Page(
            where, limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit), offset > 0, false),
        conditions,
        new Ordering(
            orders.stream()
                .map(order -> new Ordering.Term(order.path(), order.descending()))
                .toList()));
  }

  private Map<String, @Nullable Object> parameters(Call call) {
    Map<String, @Nullable Object> parameters = new HashMap<>(ids);
    for (int n = 0; n < conditions.size(); n++) {
      Comparison.bind(conditions.get(n), n, call.caller().zone(), parameters);
    }
    return parameters;
  }

  private static @Nullable Object value(
      Plan.Node node,
      String path,
      @Nullable Object[] row,
      List<RowReader.Loaded> lists,
      ZoneId zone) {
    int dot = path.indexOf('.');
    String head = dot < 0 ? path : path.substring(0, dot);
    String tail = path.substring(dot + 1);
    Plan.Part part =
        node.parts().stream().filter(each -> each.name().equals(head)).findFirst().orElseThrow();
    return switch (part) {
      case Plan.Part.Value value -> shown(row[value.column()], zone);
      case Plan.Part.Constant constant -> constant.value().orElse(null);
      case Plan.Part.Object object ->
          object.presence() >= 0 && row[object.presence()] == null
              ? null
              : value(object.node(), tail, row, lists, zone);
      case Plan.Part.Array array -> {
        RowReader.Loaded list = lists.get(array.child());
        Integer key = (Integer) row[list.parentColumn()];
        List<@Nullable Object[]> rows =
            key == null ? List.of() : list.rows().getOrDefault(key, List.of());
        yield rows.stream()
            .map(each -> value(list.plan().node(), tail, each, list.children(), zone))
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .distinct()
            .collect(Collectors.joining(", "));
      }
    };
  }

  private static @Nullable Object shown(@Nullable Object value, ZoneId zone) {
    return value instanceof Instant moment ? LocalDateTime.ofInstant(moment, zone) : value;
  }
}
