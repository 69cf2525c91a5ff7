package org.meterbook.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Table;

/**
 * The values that a property has: of all rows that a list's row could show there, as far as the
 * caller sees them.
 */
public final class FieldValues {
  private final Shape shape;
  private final Member.Field field;

  private FieldValues(Shape shape, Member.Field field) {
    this.shape = shape;
    this.field = field;
  }

  /** Those of the property at a dotted path: of a meter's commodity, all commodities. */
  public static FieldValues of(Shape shape, String path) {
    int dot = path.indexOf('.');
    String tail = path.substring(dot + 1);
    return switch (shape.member(dot < 0 ? path : path.substring(0, dot)).orElseThrow()) {
      case Member.Field field -> new FieldValues(shape, field);
      case Member.One one -> of(one.shape(), tail);
      case Member.Many many -> of(many.shape(), tail);
    };
  }

  /** Those of a column of a table's rows. */
  public static FieldValues of(Table table, String column) {
    return new FieldValues(
        Shape.of(table.name(), table).build(),
        new Member.Field(column, FieldType.TEXT, "$." + column, column));
  }

  /** A page of the values that contain a text, in order, with how many there are. */
  public Paged page(Call call, Optional<String> search) {
    Paging page = call.paging();
    String distinct = Compiler.values(shape, field, call.caller().scope().bounded());
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("search", search.map(Comparison::pattern).orElse(null));
    parameters.put("offset", page.offset());
    List<String> values = new java.util.ArrayList<>();
    String text =
        "SELECT value::text FROM (SELECT %s) v ORDER BY v.value LIMIT %d OFFSET :offset"
            .formatted(distinct, page.size());
    call.sql().each(NamedSql.compile(text), parameters, 0, row -> values.add(row.text(1)));
    long[] total = new long[1];
    String count = "SELECT count(*) FROM (SELECT %s) v".formatted(distinct);
    call.sql().each(NamedSql.compile(count), parameters, 0, row -> total[0] = row.number(1));
    return new Paged(values, page, total[0]);
  }
}
