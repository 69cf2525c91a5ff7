package org.meterbook.api;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a shape that meet conditions, for statements of a feature's own. Nobody's bounds
 * apply.
 *
 * @param shape what the conditions are about
 * @param conditions all of them must hold
 * @param zone in which times are read
 */
public record Matching(Shape shape, List<Condition> conditions, ZoneId zone) {
  /** What follows FROM, up to the last condition of WHERE; the row is {@code t}. */
  public String rows() {
    Query.Rows.Page all = new Query.Rows.Page("", OptionalInt.empty(), false, false);
    Query query = new Query(shape, Selection.ALL, all, conditions, Ordering.BY_ID);
    return Compiler.rows(query, Set.of());
  }

  /** The parameters of {@link #rows}. */
  public Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    for (int n = 0; n < conditions.size(); n++) {
      Comparison.bind(conditions.get(n), n, zone, parameters);
    }
    return parameters;
  }
}
