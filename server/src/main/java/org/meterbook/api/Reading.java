package org.meterbook.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows in their declared shape, for answers that are put together of several. */
public final class Reading {
  private static final Plans PLANS = new Plans();

  private Reading() {}

  /**
   * The rows within the caller's bounds that satisfy a condition on {@code $}, as JSON objects.
   *
   * @param parameters of the condition
   * @param limit the most rows; empty for all
   */
  public static List<JsonNode> rows(
      Call call,
      Shape shape,
      String where,
      Map<String, ? extends @Nullable Object> parameters,
      OptionalInt limit) {
    return rows(call, shape, where, parameters, List.of(), limit);
  }

  /** The same, of rows that meet further conditions too. */
  public static List<JsonNode> rows(
      Call call,
      Shape shape,
      String where,
      Map<String, ? extends @Nullable Object> parameters,
      List<Condition> conditions,
      OptionalInt limit) {
    Query query =
        new Query(
            shape,
            Selection.ALL,
            new Query.Rows.Page(where, limit, false, false),
            conditions,
            Ordering.BY_ID);
    Plan plan = PLANS.of(query, call.caller().scope().bounded());
    RowReader reader = new RowReader(call.sql());
    Map<String, @Nullable Object> all = new HashMap<>(parameters);
    for (int n = 0; n < conditions.size(); n++) {
      Comparison.bind(conditions.get(n), n, call.caller().zone(), all);
    }
    List<@Nullable Object[]> rows = reader.all(plan, all);
    List<RowReader.Loaded> children = reader.children(plan, rows);
    // What is sealed stays so: none of these answers has a secret to show.
    byte[] json =
        Actions.json(generator ->
            new RowWriter(generator, call.caller().zone(), _ -> Optional.empty())
                .array(plan.node(), rows, children));
    return Engine.MAPPER.readTree(json).valueStream().toList();
  }
}
