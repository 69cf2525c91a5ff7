package org.meterbook.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterbook.store.Dimension;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Table;

/**
 * Makes SQL of a query. Joins that no chosen field needs are left out. A list first takes its page
 * of the bare table and joins only that, so that skipping rows costs no joins.
 */
final class Compiler {
  /** Expressions that need no database. */
  private static final Map<String, Optional<Object>> CONSTANTS =
      Map.of(
          "NULL", Optional.empty(),
          "false", Optional.of(false),
          "true", Optional.of(true),
          "0", Optional.of(0),
          "1", Optional.of(1),
          "'[]'", Optional.of("[]"));

  private final Query query;
  private final Set<Dimension> bounded;
  private final Joins joins;
  private final List<String> expressions = new ArrayList<>();
  private final List<FieldType> types = new ArrayList<>();
  private final List<Plan.Child> children = new ArrayList<>();

  private Compiler(Query query, Set<Dimension> bounded) {
    this.query = query;
    this.bounded = bounded;
    this.joins = new Joins("t", bounded);
  }

  static Plan compile(Query query, Set<Dimension> bounded) {
    return new Compiler(query, bounded).compile();
  }

  /**
   * The rows of a list without order and pages, as what follows FROM: {@code meter t … WHERE …}.
   */
  static String rows(Query query, Set<Dimension> bounded) {
    Joins inner = new Joins("t", bounded);
    return new Compiler(query, bounded).base((Query.Rows.Page) query.rows(), inner);
  }

  /**
   * How many rows a list has without pages, and the sum of an expression of {@code $} over them.
   */
  static String total(Query query, Set<Dimension> bounded, String summed) {
    Joins inner = new Joins("t", bounded);
    String sum = inner.expression(query.shape(), "", summed);
    String base = new Compiler(query, bounded).base((Query.Rows.Page) query.rows(), inner);
    return "SELECT count(*), %s FROM %s".formatted(sum, base);
  }

  /**
   * The distinct values of a field of a shape's rows that contain {@code :search}, or all, as what
   * follows SELECT, without order.
   */
  static String values(Shape shape, Member.Field field, Set<Dimension> bounded) {
    Joins joins = new Joins("t", bounded);
    String expression = joins.expression(shape, "", field.sql());
    Table table = shape.table();
    String where =
        and(
            table.shared() ? "" : "t.tenant_id = :tenant",
            "(%1$s) IS NOT NULL AND (:search::text IS NULL OR (%1$s)::text ILIKE :search)"
                .formatted(expression));
    return "DISTINCT %s AS value FROM %s t%s WHERE %s%s"
        .formatted(
            expression,
            table.name(),
            joins.text(),
            where,
            Joins.bounds(table, "t", bounded, Table.Bound::many));
  }

  private Plan compile() {
    Shape shape = query.shape();
    Table table = shape.table();
    String tenant = table.shared() ? "" : "t.tenant_id = :tenant";
    return switch (query.rows()) {
      case Query.Rows.Page page -> page(page);
      case Query.Rows.ByIds byIds -> {
        Plan.Node node = node(shape, "", query.selection());
        if (byIds.numbered()) {
          column(Tags.numberOf(table, "t"), FieldType.LONG);
        }
        // The id comes last, so that the caller can put the rows into the order asked for.
        column("t." + table.key(), FieldType.INTEGER);
        String ids =
            and(
                and(tenant, "t." + table.key() + " = ANY(:ids)"),
                joins.expression(shape, "", byIds.where()));
        String where = ids + Joins.bounds(table, "t", bounded);
        yield plan(
            table.name() + " t" + joins.text() + " WHERE " + where, "", node, Optional.empty());
      }
      case Query.Rows.Children children -> children(children.of(), tenant);
    };
  }

  private Plan page(Query.Rows.Page page) {
    Shape shape = query.shape();
    Joins inner = new Joins("t", bounded);
    String innerOrder = order(inner);
    String base = base(page, inner);
    Plan.Node node = node(shape, "", query.selection());
    String outerOrder = order(joins);
    String limit = page.limit().isPresent() ? " LIMIT " + page.limit().getAsInt() : "";
    String offset = page.skipping() ? " OFFSET :offset" : "";
    String from =
        "(SELECT t.* FROM %s ORDER BY %s%s%s) t%s"
            .formatted(base, innerOrder, limit, offset, joins.text());
    boolean all = page.where().isEmpty() && query.conditions().isEmpty() && bounded.isEmpty();
    String count =
        shape
            .table()
            .view()
            .map(Table.View::count)
            .filter(known -> all && !known.isEmpty())
            .orElse("SELECT count(*) FROM " + base);
    return plan(from, outerOrder, node, Optional.of(NamedSql.compile(count)));
  }

  private String base(Query.Rows.Page page, Joins inner) {
    Table table = query.shape().table();
    String where = where(inner, page);
    String bounds = page.many() ? Joins.boundJoins(table, "t", bounded) : "";
    return table.name() + " t" + bounds + inner.text() + (where.isEmpty() ? "" : " WHERE " + where);
  }

  private Plan children(Member.Many many, String tenant) {
    Table table = query.shape().table();
    String reference = many.link().isPresent() ? "l." + many.reference() : "t." + many.reference();
    column(reference, FieldType.INTEGER);
    Plan.Node node = node(query.shape(), "", query.selection());
    String link =
        many.link()
            .map(l ->
                " JOIN %s l ON l.tenant_id = t.tenant_id AND l.%s = t.%s"
                    .formatted(l.name(), table.key(), table.key()))
            .orElse("");
    String condition =
        and(
            and(tenant, reference + " = ANY(:keys)"),
            joins.expression(query.shape(), "", many.where()));
    String where = condition + Joins.bounds(table, "t", bounded);
    String order = reference + ", " + joins.expression(query.shape(), "", many.order());
    String from = table.name() + " t" + link + joins.text() + " WHERE " + where;
    return plan(from, order, node, Optional.empty());
  }

  private Plan plan(String from, String order, Plan.Node node, Optional<NamedSql> count) {
    String columns = expressions.isEmpty() ? "1" : String.join(", ", expressions);
    String text =
        "SELECT " + columns + " FROM " + from + (order.isEmpty() ? "" : " ORDER BY " + order);
    return new Plan(NamedSql.compile(text), count, List.copyOf(types), node, List.copyOf(children));
  }

  private int column(String expression, FieldType type) {
    expressions.add(expression);
    types.add(type);
    return types.size() - 1;
  }

  // What is selected
  // ----------------------------------------------------------------------------------------------------------

  private Plan.Node node(Shape shape, String path, Selection selection) {
    List<Plan.Part> parts = new ArrayList<>();
    for (Member member : shape.members()) {
      if (selection.has(member.name())) {
        parts.add(part(shape, path, member, selection.child(member.name())));
      }
    }
    return new Plan.Node(List.copyOf(parts));
  }

  private Plan.Part part(Shape shape, String path, Member member, Selection selection) {
    return switch (member) {
      case Member.Field field when CONSTANTS.containsKey(field.sql()) ->
          new Plan.Part.Constant(
              field.name(), field.type(), CONSTANTS.getOrDefault(field.sql(), Optional.empty()));
      case Member.Field field ->
          new Plan.Part.Value(
              field.name(),
              field.type(),
              column(joins.expression(shape, path, field.sql()), field.type()));
      case Member.One one when one.join().isEmpty() ->
          new Plan.Part.Object(one.name(), node(one.shape(), path, selection), -1);
      case Member.One one -> {
        String join = one.join().get();
        String alias = joins.join(shape, path, join);
        int presence =
            one.always() ? -1 : column(alias + "." + one.shape().table().key(), FieldType.INTEGER);
        yield new Plan.Part.Object(
            one.name(), node(one.shape(), path + join + ".", selection), presence);
      }
      case Member.Many many -> {
        int key = column(joins.expression(shape, path, "$." + many.parent()), FieldType.INTEGER);
        Query rows =
            new Query(
                many.shape(), selection, new Query.Rows.Children(many), List.of(), Ordering.BY_ID);
        children.add(new Plan.Child(key, compile(rows, bounded)));
        yield new Plan.Part.Array(many.name(), children.size() - 1);
      }
    };
  }

  // Which rows
  // ----------------------------------------------------------------------------------------------------------------

  private String where(Joins inner, Query.Rows.Page page) {
    Shape shape = query.shape();
    String where =
        and(
            shape.table().shared() ? "" : "t.tenant_id = :tenant",
            inner.expression(shape, "", page.where()));
    for (int n = 0; n < query.conditions().size(); n++) {
      Condition condition = query.conditions().get(n);
      String positive = condition(inner, condition, n);
      boolean negated = condition.operator() != condition.operator().positive();
      where = and(where, negated ? "(" + positive + ") IS NOT TRUE" : positive);
    }
    String bounds =
        Joins.bounds(
            shape.table(),
            "t",
            bounded,
            page.many() ? bound -> bound.join().isEmpty() ? bound.many() : "" : Table.Bound::few);
    return where.isEmpty() ? bounds.replaceFirst("^ AND ", "") : where + bounds;
  }

  private String condition(Joins inner, Condition condition, int n) {
    FilterField field = condition.field();
    if (field.path().isEmpty()) {
      String sql = inner.expression(query.shape(), "", field.sql());
      int open = sql.indexOf('{');
      int close = sql.indexOf('}');
      return sql.substring(0, open)
          + Comparison.sql(condition, sql.substring(open + 1, close), n)
          + sql.substring(close + 1);
    }
    return through(inner, query.shape(), "", field.path(), condition, n);
  }

  /** Follows a dotted path: through an object by a join, through a list by EXISTS. */
  private String through(
      Joins inner, Shape shape, String at, String path, Condition condition, int n) {
    int dot = path.indexOf('.');
    String head = dot < 0 ? path : path.substring(0, dot);
    String tail = dot < 0 ? "" : path.substring(dot + 1);
    return switch (shape.member(head).orElseThrow()) {
      case Member.Field field ->
          Comparison.sql(condition, inner.expression(shape, at, field.sql()), n);
      case Member.One one when one.join().isEmpty() ->
          through(inner, one.shape(), at, tail, condition, n);
      case Member.One one -> {
        inner.join(shape, at, one.join().get());
        yield through(inner, one.shape(), at + one.join().get() + ".", tail, condition, n);
      }
      case Member.Many many ->
          exists(
              inner, inner.expression(shape, at, "$." + many.parent()), many, tail, condition, n);
    };
  }

  private String exists(
      Joins inner, String parent, Member.Many many, String path, Condition condition, int n) {
    Table table = many.shape().table();
    String alias = inner.listed(n);
    Joins within = new Joins(alias, bounded);
    String compared = through(within, many.shape(), "", path, condition, n);
    String fixed = within.expression(many.shape(), "", many.where());
    String link =
        many.link()
            .map(l ->
                " JOIN %s l ON l.tenant_id = %s.tenant_id AND l.%s = %2$s.%3$s"
                    .formatted(l.name(), alias, table.key()))
            .orElse("");
    String reference = (many.link().isPresent() ? "l." : alias + ".") + many.reference();
    return "EXISTS (SELECT 1 FROM %s %s%s%s WHERE %s%s)"
        .formatted(
            table.name(),
            alias,
            link,
            within.text(),
            and(
                and(alias + ".tenant_id = :tenant AND " + reference + " = " + parent, fixed),
                compared),
            Joins.bounds(table, alias, bounded));
  }

  private String order(Joins within) {
    Table table = query.shape().table();
    String id =
        query.ordering().terms().isEmpty()
            ? "t." + String.join(", t.", table.order())
            : "t." + table.key();
    StringBuilder terms = new StringBuilder();
    for (Ordering.Term term : query.ordering().terms()) {
      String expression = orderExpression(within, query.shape(), "", term.path());
      // What is no column sorts nothing, and PostgreSQL refuses it or takes it for a column's
      // position.
      if (expression.indexOf('.') >= 0) {
        terms.append(expression).append(term.descending() ? " DESC NULLS LAST, " : " NULLS LAST, ");
      }
    }
    return terms + id;
  }

  private static String orderExpression(Joins within, Shape shape, String at, String path) {
    int dot = path.indexOf('.');
    return switch (shape.member(dot < 0 ? path : path.substring(0, dot)).orElseThrow()) {
      case Member.Field field -> {
        String sql = within.expression(shape, at, field.sql());
        yield field.type() == FieldType.TEXT ? "lower(" + sql + ")" : sql;
      }
      case Member.One one when one.join().isEmpty() ->
          orderExpression(within, one.shape(), at, path.substring(dot + 1));
      case Member.One one -> {
        within.join(shape, at, one.join().get());
        yield orderExpression(
            within, one.shape(), at + one.join().get() + ".", path.substring(dot + 1));
      }
      case Member.Many many ->
          throw new IllegalStateException("cannot order by a list: " + many.name());
    };
  }

  private static String and(String left, String right) {
    return left.isEmpty() ? right : right.isEmpty() ? left : left + " AND " + right;
  }
}
