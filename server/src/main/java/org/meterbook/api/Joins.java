package org.meterbook.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterbook.store.Dimension;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/**
 * The joins of one statement, each added when the first expression needs it. A joined row outside
 * the caller's bounds is joined as absent. Not thread-safe.
 */
final class Joins {
  private static final Pattern REFERENCE = Pattern.compile("\\$(\\w*)\\.");

  /**
   * {@code [meter m]} in an expression: the rows {@code m} of the table, as far as they are within
   * the caller's bounds.
   */
  private static final Pattern BOUNDED = Pattern.compile("\\[(\\w+) (\\w+)]");

  private final String root;
  private final Set<Dimension> bounded;
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  Joins(String root, Set<Dimension> bounded) {
    this.root = root;
    this.bounded = bounded;
    aliases.put("", root);
  }

  /** The alias of the rows that condition {@code n} looks for in a list of these rows. */
  String listed(int n) {
    return (root.startsWith("x") ? root + "_l" : "x") + n;
  }

  /** The clauses, each beginning with a space. */
  String text() {
    return text.toString();
  }

  /**
   * An expression of a shape with its {@code $} replaced by aliases.
   *
   * @param path where the shape sits: dotted names of joins from the root, each ending with a dot
   */
  String expression(Shape shape, String path, String sql) {
    Matcher matcher = REFERENCE.matcher(sql);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String join = matcher.group(1);
      String alias = join.isEmpty() ? alias(path) : join(shape, path, join);
      matcher.appendReplacement(result, Matcher.quoteReplacement(alias + "."));
    }
    return withBounds(matcher.appendTail(result).toString());
  }

  private String withBounds(String sql) {
    return BOUNDED
        .matcher(sql)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                bounds(
                    Tables.bounded(found.group(1)), found.group(2), bounded, Table.Bound::many)));
  }

  /** The alias of a shape's join, which is added if it is new. */
  String join(Shape shape, String path, String name) {
    String joined = path + name + ".";
    String known = aliases.get(joined);
    if (known != null) {
      return known;
    }
    Shape.Join join =
        shape
            .join(name)
            .orElseThrow(
                () -> new IllegalStateException("%s has no join '%s'".formatted(shape, name)));
    String key = expression(shape, path, join.key());
    String alias = root + "_" + aliases.size();
    aliases.put(joined, alias);
    Table table = join.table();
    text.append(" LEFT JOIN ").append(table.name()).append(' ').append(alias).append(" ON ");
    if (!table.shared()) {
      text.append(alias).append(".tenant_id = ").append(root).append(".tenant_id AND ");
    }
    text.append(alias).append('.').append(table.key()).append(" = ").append(key);
    if (!implied(shape, join)) {
      text.append(bounds(table, alias, bounded, Table.Bound::many));
    }
    return alias;
  }

  /** Who sees the row sees this one too. */
  private static boolean implied(Shape shape, Shape.Join join) {
    return shape.table().implied().contains(join.table().name())
        && join.key().equals("$." + join.table().key());
  }

  private String alias(String path) {
    return java.util.Objects.requireNonNull(aliases.get(path), () -> "not joined: " + path);
  }

  /**
   * The conditions that keep a table's rows within the caller's bounds, each beginning with {@code
   * AND}; or nothing.
   */
  static String bounds(Table table, String alias, Set<Dimension> bounded) {
    return bounds(table, alias, bounded, Table.Bound::few);
  }

  /** The joins that keep a page's rows within the caller's bounds, where these are many. */
  static String boundJoins(Table table, String alias, Set<Dimension> bounded) {
    StringBuilder joins = new StringBuilder();
    table
        .bounds()
        .forEach((dimension, bound) -> {
          if (bounded.contains(dimension) && !bound.join().isEmpty()) {
            joins.append(
                bound.join().formatted("b" + dimension.ordinal()).replace("$.", alias + "."));
          }
        });
    return joins.toString();
  }

  /** The same as conditions, in one of the ways; an empty one is left out. */
  static String bounds(
      Table table, String alias, Set<Dimension> bounded, Function<Table.Bound, String> way) {
    StringBuilder conditions = new StringBuilder();
    table
        .bounds()
        .forEach((dimension, bound) -> {
          String condition = bounded.contains(dimension) ? way.apply(bound) : "";
          if (!condition.isEmpty()) {
            conditions.append(" AND ").append(condition.replace("$.", alias + "."));
          }
        });
    return conditions.toString();
  }
}
