package org.meterbook.collection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/**
 * Which bills or intervals are asked for: of which meters, within which time, in which order, how
 * many.
 *
 * @param where the conditions on {@code t}, of whose meter {@code m} is
 * @param order what they are ordered by
 */
record Span(String where, Map<String, Object> parameters, String order, int limit) {
  /** Declares the parameters of the operation declared last. */
  static void declare(Operations operations, String limit) {
    operations
        .parameter("meters", FieldType.TEXT, "of these meters")
        .parameter("authorizations", FieldType.TEXT, "of these authorizations")
        .parameter(
            "start", FieldType.TEXT, "that begin then or later: a time, or a day of the utility's")
        .parameter("end", FieldType.TEXT, "that end then or earlier")
        .parameter("limit", FieldType.INTEGER, limit)
        .parameter("order", FieldType.TEXT, "latest_first, the default, or earliest_first")
        .parameter("after", FieldType.TEXT, "what follows this UID");
  }

  /**
   * Reads the parameters of a call for rows of a table.
   *
   * @throws org.meterbook.api.Problem 400 where neither meters nor authorizations are named, 404
   *     where nothing fits what is named
   */
  static Span of(Call call, Table table) {
    List<String> meters = Selection.values(call, "meters");
    List<String> authorizations = Selection.values(call, "authorizations");
    if (meters.isEmpty() && authorizations.isEmpty()) {
      throw Refusal.missing("At least one of 'meters' and 'authorizations' is required.");
    }
    Map<String, Object> parameters = new HashMap<>();
    StringBuilder where = new StringBuilder();
    if (!meters.isEmpty()) {
      where.append(" AND t.collection_meter_id = ANY(:meters)");
      parameters.put("meters", Selection.numbers(meters));
    }
    if (!authorizations.isEmpty()) {
      where.append(" AND t.collection_authorization_id = ANY(:authorizations)");
      parameters.put("authorizations", Selection.numbers(authorizations));
    }
    requireAny(call, where.toString().replace("t.", "m."), parameters);
    bound(call, "start", "t.begins >= %s", where, parameters);
    bound(call, "end", "t.ends <= %s", where, parameters);
    boolean earliest = earliestFirst(call);
    after(call, table, earliest, where, parameters);
    return new Span(
        where.toString(),
        parameters,
        earliest ? "t.begins, t.%1$s_id" : "t.begins DESC, t.%1$s_id DESC",
        limit(call));
  }

  /**
   * Reads the parameters of a file, which holds all that fits: {@code accounts} is another word for
   * authorizations.
   *
   * @param timed {@code start} and {@code end} are read too
   */
  static Span ofFile(Call call, boolean timed) {
    Map<String, String> query = new HashMap<>();
    for (String name :
        timed
            ? List.of("meters", "authorizations", "start", "end")
            : List.of("meters", "authorizations")) {
      call.parameter(name).ifPresent(text -> query.put(name, text));
    }
    call.parameter("accounts")
        .ifPresent(text -> query.merge("authorizations", text, (one, other) -> one + "," + other));
    return of(
        new Call(call.caller(), call.sql(), call.path(), call.wide(), query),
        Tables.COLLECTION_METER);
  }

  private static void requireAny(Call call, String where, Map<String, Object> parameters) {
    if (!call.sql()
        .exists(
            "SELECT 1 FROM collection_meter m WHERE m.tenant_id = :tenant" + where + " LIMIT 1",
            parameters)) {
      throw Refusal.notFound(
          "No meters or authorizations found matching the given filter parameters.");
    }
  }

  /** A time, or a day, which is one of the utility's. */
  private static void bound(
      Call call,
      String name,
      String condition,
      StringBuilder where,
      Map<String, Object> parameters) {
    String text = call.parameter(name).map(String::strip).orElse("");
    if (text.isEmpty()) {
      return;
    }
    var moment = Stamp.parse(text);
    where.append(" AND ");
    if (moment.isPresent()) {
      where.append(condition.formatted(":" + name));
      parameters.put(name, moment.get());
      return;
    }
    parameters.put(
        name,
        Stamp.day(text)
            .orElseThrow(() ->
                Refusal.invalid(
                    name,
                    "must be a day such as 2026-01-31 or a time such as 2026-01-31T00:00:00+00:00")));
    where.append(condition.formatted(":" + name + "::timestamp AT TIME ZONE m.zone"));
  }

  private static boolean earliestFirst(Call call) {
    return switch (call.parameter("order").map(String::strip).orElse("")) {
      case "", "latest_first" -> false;
      case "earliest_first" -> true;
      default -> throw Refusal.invalid("order", "must be latest_first or earliest_first");
    };
  }

  private static void after(
      Call call,
      Table table,
      boolean earliest,
      StringBuilder where,
      Map<String, Object> parameters) {
    Selection.after(call, table)
        .ifPresent(after -> {
          where.append(
              " AND (t.begins, t.%%1$s_id) %s (SELECT p.begins, p.%%1$s_id FROM %%1$s p WHERE p.tenant_id = t.tenant_id AND p.%%1$s_id = :after)"
                  .formatted(earliest ? ">" : "<"));
          parameters.put("after", after);
        });
  }

  private static int limit(Call call) {
    String text = call.parameter("limit").map(String::strip).orElse("");
    if (text.isEmpty()) {
      return Selection.MOST;
    }
    return Selection.number(text)
        .filter(limit -> limit > 0)
        .map(limit -> Math.min(limit, Selection.MOST))
        .orElseThrow(() -> Refusal.invalid("limit", "must be a whole number from 1"));
  }

  /** A statement over all that fits. */
  String all(String select, String rest) {
    return select + where + " " + rest;
  }

  /** A statement over a table; one row more than is answered, which says that there is more. */
  String statement(String select, String table) {
    String rest = where + " ORDER BY " + order + " LIMIT " + (limit + 1);
    return select + rest.formatted(table);
  }
}
