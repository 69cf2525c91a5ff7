package org.meterbook.collection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.meterbook.api.Call;
import org.meterbook.store.Row;
import org.meterbook.store.Table;

/**
 * What a client chose of a list: conditions that add up, made into one statement. There is a text
 * for each set of parameters that is used, compiled once.
 */
final class Selection {
  /** Objects of one answer. */
  static final int MOST = 1000;

  private final Call call;
  private final StringBuilder where = new StringBuilder();
  private final Map<String, Object> parameters = new HashMap<>();

  Selection(Call call) {
    this.call = call;
  }

  /** The values of a list parameter; empty where it is not given, or blank. */
  static List<String> values(Call call, String name) {
    return call.parameter(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Keeps rows whose id is one of a list's UIDs. What is no UID of ours is nobody's. */
  Selection uids(String name, String column) {
    return uidsIn(name, "%s = ANY(:%s)".formatted(column, name));
  }

  /** Keeps rows for which a condition on a list's UIDs, named like the parameter, is true. */
  Selection uidsIn(String name, String condition) {
    List<String> values = values(call, name);
    if (!values.isEmpty()) {
      add(condition, name, numbers(values));
    }
    return this;
  }

  /** The numbers among texts. */
  static List<Integer> numbers(List<String> values) {
    return values.stream().flatMap(text -> number(text).stream()).toList();
  }

  static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /**
   * The object after which a list goes on.
   *
   * @throws org.meterbook.api.Problem there is none: what follows it cannot be told, and nothing
   *     would look like the end
   */
  static Optional<Integer> after(Call call, Table table) {
    return call.parameter("after")
        .filter(text -> !text.isBlank())
        .map(text ->
            number(text)
                .filter(id ->
                    call.sql()
                        .exists(
                            "SELECT 1 FROM %s WHERE tenant_id = :tenant AND %s = :id"
                                .formatted(table.name(), table.key()),
                            Map.of("id", id)))
                .orElseThrow(() ->
                    Refusal.invalid("after", "names nothing that is there; begin the list again")));
  }

  /** Keeps rows with one of a list's texts. */
  Selection texts(String name, String column) {
    List<String> values = values(call, name);
    if (!values.isEmpty()) {
      add("%s = ANY(:%s)".formatted(column, name), name, values);
    }
    return this;
  }

  /** Keeps rows whose list has one of a list's texts. */
  Selection overlapping(String name, String column) {
    List<String> values = values(call, name);
    if (!values.isEmpty()) {
      add("%s && :%s".formatted(column, name), name, values);
    }
    return this;
  }

  /** Keeps rows for which a condition is, or is not, true. */
  Selection flag(String name, String condition) {
    call.parameter(name)
        .filter(text -> !text.isBlank())
        .ifPresent(text -> {
          boolean wanted = truth(name, text);
          where
              .append(" AND ")
              .append(wanted ? "" : "NOT ")
              .append('(')
              .append(condition)
              .append(')');
        });
    return this;
  }

  static boolean truth(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.invalid(name, "must be true or false");
    };
  }

  Selection bind(String name, Object value) {
    parameters.put(name, value);
    return this;
  }

  private void add(String condition, String name, Object value) {
    where.append(" AND ").append(condition);
    parameters.put(name, value);
  }

  /**
   * One object more than an answer holds, newest first.
   *
   * @param select up to and including its conditions, with the table's alias {@code t}
   * @param order the column that tells which is newer
   */
  <T> Chosen<T> newest(String select, Table table, String order, Function<Row, T> mapper) {
    after(call, table)
        .ifPresent(after ->
            add(
                "(t.%1$s, t.%2$s) < (SELECT p.%1$s, p.%2$s FROM %3$s p WHERE p.tenant_id = t.tenant_id AND p.%2$s = :after)"
                    .formatted(order, table.key(), table.name()),
                "after",
                after));
    List<T> found =
        call.sql()
            .list(
                "%s%s ORDER BY t.%s DESC, t.%s DESC LIMIT %d"
                    .formatted(select, where, order, table.key(), MOST + 1),
                parameters,
                mapper);
    return found.size() > MOST
        ? new Chosen<>(new ArrayList<>(found.subList(0, MOST)), true)
        : new Chosen<>(found, false);
  }

  /**
   * What one answer holds.
   *
   * @param more there is something after it
   */
  record Chosen<T>(List<T> items, boolean more) {}
}
