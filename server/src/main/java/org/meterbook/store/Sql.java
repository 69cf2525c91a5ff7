package org.meterbook.store;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQL on behalf of one tenant within one transaction or one reading. {@code :tenant} is bound by
 * itself, as are the caller's bounds {@code :places}, {@code :costCenters}, {@code :topmostPlaces}
 * and {@code :topmostCostCenters}. Not thread-safe; ends with the block it was handed to.
 */
public final class Sql {
  private static final String SECRETS = " - ARRAY['password_hash', 'key_hash', 'receipt_hash']";

  private static final int MANY_LOCKS = 200;
  private static final int TABLE_LOCK = -1;

  private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

  private final Connection connection;
  private final long tenant;
  private final Scope scope;
  private final Ids ids;
  private final Author author;
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> touched = new HashSet<>();

  Sql(Connection connection, long tenant, Scope scope, Ids ids, Author author) {
    this.connection = connection;
    this.tenant = tenant;
    this.scope = scope;
    this.ids = ids;
    this.author = author;
  }

  /** The tenant whose rows are seen. */
  public long tenant() {
    return tenant;
  }

  /** The moment that this transaction calls now. */
  public Instant now() {
    return author.now();
  }

  /** Who writes. */
  public Author author() {
    return author;
  }

  /** The caller's bounds. */
  public Scope scope() {
    return scope;
  }

  // Reading
  // -----------------------------------------------------------------------------------------------------------------

  /**
   * Runs a compiled query and hands over each row; no more than {@code fetchSize} rows (0: all) are
   * held at once.
   */
  public void each(NamedSql sql, Map<String, ?> parameters, int fetchSize, Consumer<Row> consumer) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery()) {
        Row row = new Row(rows);
        while (rows.next()) {
          consumer.accept(row);
        }
      }
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  /** All rows of a constant query. */
  public <T> List<T> list(String text, Map<String, ?> parameters, Function<Row, T> mapper) {
    List<T> result = new ArrayList<>();
    each(NamedSql.constant(text), parameters, 0, row -> result.add(mapper.apply(row)));
    return result;
  }

  /** The first row of a constant query, if there is one. */
  public <T> Optional<T> first(String text, Map<String, ?> parameters, Function<Row, T> mapper) {
    return list(text, parameters, mapper).stream().findFirst();
  }

  /** Is there a row? */
  public boolean exists(String text, Map<String, ?> parameters) {
    return first(text, parameters, _ -> true).isPresent();
  }

  // Writing
  // -----------------------------------------------------------------------------------------------------------------

  /**
   * Runs a constant statement that is not itself worth a line in the change log; answers the number
   * of rows.
   */
  public int execute(String text, Map<String, ?> parameters) {
    try (PreparedStatement statement = prepare(NamedSql.constant(text), parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  /**
   * Does a part of a transaction that may fail by itself: what it wrote is then undone, what it
   * threw goes on, and the rest of the transaction is as if it had not been tried.
   */
  public <T> T part(Supplier<T> work) {
    int before = changes.size();
    try {
      Savepoint savepoint = connection.setSavepoint();
      try {
        T result = work.get();
        connection.releaseSavepoint(savepoint);
        return result;
      } catch (RuntimeException e) {
        connection.rollback(savepoint);
        changes.subList(before, changes.size()).clear();
        throw e;
      }
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  /** The next id of a table, unique for the tenant for ever. */
  public int nextId(Table table) {
    return ids.next(tenant, table.name(), 1);
  }

  /** The first of {@code count} ids in a row. */
  public int nextIds(Table table, int count) {
    return ids.next(tenant, table.name(), count);
  }

  /** Leaves the ids up to this one to rows that bring their own. */
  public void startIdsAfter(Table table, int id) {
    execute(
        "INSERT INTO tenant_counter (tenant_id, name, value) VALUES (:tenant, :name, :id)"
            + " ON CONFLICT (tenant_id, name) DO UPDATE SET value = greatest(tenant_counter.value, :id)",
        Map.of("name", Ids.counter(table.name()), "id", (long) id));
  }

  /** Adds a row under a new id, which it answers. */
  public int insert(Table table, Values values) {
    int id = nextId(table);
    insert(table, id, values);
    return id;
  }

  /** Adds a row under a known id. */
  public void insert(Table table, int id, Values values) {
    if (table.stamped()) {
      values.with("created_by", author.userId()).with("created_date", author.now());
      stampModified(values);
    }
    StringBuilder columns = new StringBuilder("tenant_id, ").append(table.key());
    StringBuilder places = new StringBuilder(":tenant, :id");
    values
        .columns()
        .keySet()
        .forEach(column -> {
          columns.append(", ").append(column);
          places.append(", :").append(column);
        });
    String text =
        "INSERT INTO %s (%s) VALUES (%s) RETURNING NULL::jsonb, to_jsonb(%1$s)%s"
            .formatted(table.name(), columns, places, SECRETS);
    record(table, id, Change.Kind.CREATE, text, with(values.columns(), id));
  }

  /** Replaces columns of a row. */
  public void update(Table table, int id, Values values) {
    if (table.stamped()) {
      stampModified(values);
    }
    String assignments =
        String.join(
            ", ",
            values.columns().keySet().stream().map(column -> column + " = :" + column).toList());
    String text =
        "UPDATE %s SET %s WHERE tenant_id = :tenant AND %s = :id RETURNING to_jsonb(old)%s, to_jsonb(new)%4$s"
            .formatted(table.name(), assignments, table.key(), SECRETS);
    record(table, id, Change.Kind.EDIT, text, with(values.columns(), id));
  }

  /** Replaces columns of rows, each row's by its own values; all have the same columns. */
  public void update(Table table, Map<Integer, Values> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<String> json = new ArrayList<>();
    rows.forEach((id, values) -> {
      if (table.stamped()) {
        stampModified(values);
      }
      Map<String, @Nullable String> texts = new java.util.HashMap<>();
      values
          .columns()
          .forEach((column, value) -> texts.put(column, value == null ? null : value.toString()));
      texts.put(table.key(), id.toString());
      json.add(Catalogues.json(texts));
    });
    String assignments =
        String.join(
            ", ",
            rows.values().iterator().next().columns().keySet().stream()
                .map(column -> column + " = sent." + column)
                .toList());
    String text =
        "UPDATE %s kept SET %s FROM jsonb_populate_recordset(NULL::%1$s, :rows::jsonb) sent WHERE kept.tenant_id = :tenant AND kept.%s = sent.%3$s RETURNING kept.%3$s, to_jsonb(old)%s, to_jsonb(new)%4$s"
            .formatted(table.name(), assignments, table.key(), SECRETS);
    edited(table, text, Map.of("rows", "[" + String.join(",", json) + "]"));
  }

  /** Replaces columns of rows, all by the same values. */
  public void update(Table table, Collection<Integer> ids, Values values) {
    if (table.stamped()) {
      stampModified(values);
    }
    Map<String, @Nullable Object> parameters = new java.util.HashMap<>(values.columns());
    String assignments =
        String.join(
            ", ",
            values.columns().keySet().stream().map(column -> column + " = :" + column).toList());
    parameters.put("ids", ids);
    String text =
        "UPDATE %s SET %s WHERE tenant_id = :tenant AND %s = ANY(:ids) RETURNING %3$s, to_jsonb(old)%4$s, to_jsonb(new)%4$s"
            .formatted(table.name(), assignments, table.key(), SECRETS);
    edited(table, text, parameters);
  }

  private void edited(Table table, String text, Map<String, ?> parameters) {
    list(
            text,
            parameters,
            row ->
                new Change(
                    table.name(), row.integer(1), Change.Kind.EDIT, row.text(2), row.text(3)))
        .forEach(changes::add);
  }

  /** Removes a row. */
  public void delete(Table table, int id) {
    delete(table, List.of(id));
  }

  /** Removes rows. */
  public void delete(Table table, Collection<Integer> ids) {
    String text =
        "DELETE FROM %s WHERE tenant_id = :tenant AND %s = ANY(:ids) RETURNING %2$s, to_jsonb(%1$s)%s"
            .formatted(table.name(), table.key(), SECRETS);
    list(
            text,
            Map.of("ids", ids),
            row -> new Change(table.name(), row.integer(1), Change.Kind.DELETE, row.text(2), null))
        .forEach(changes::add);
  }

  private void stampModified(Values values) {
    values.with("modified_by", author.userId()).with("modified_date", author.now());
  }

  private static Map<String, @Nullable Object> with(Map<String, @Nullable Object> columns, int id) {
    Map<String, @Nullable Object> parameters = new java.util.HashMap<>(columns);
    parameters.put("id", id);
    return parameters;
  }

  private void record(
      Table table, int id, Change.Kind kind, String text, Map<String, ?> parameters) {
    list(
            text,
            parameters,
            row ->
                new Change(
                    table.name(),
                    id,
                    kind,
                    (String) row.get(1, Column.TEXT),
                    (String) row.get(2, Column.TEXT)))
        .forEach(changes::add);
  }

  /**
   * Notes a change of rows that were written in bulk: the log's entries are made of the rows with
   * ids in the range.
   */
  public void recordCreated(Table table, int firstId, int lastId) {
    changes.add(new Change(table.name(), firstId, lastId));
  }

  /**
   * Notes a change of something that is not a row of its own, such as a stretch of readings.
   *
   * @param after what is to be known of it, as JSON
   */
  public void recordEdit(Table table, int id, String after) {
    changes.add(new Change(table.name(), id, Change.Kind.EDIT, null, after));
  }

  /**
   * Lets those who listen for commits hear of a table that {@link #execute} wrote to, without a
   * line in the change log.
   */
  public void touched(Table table) {
    touched.add(table.name());
  }

  /**
   * Waits until nobody else holds one of these locks, and holds them until the commit. PostgreSQL's
   * room for locks is that of all sessions: who needs many takes the table's own, which all others
   * share.
   */
  public void lock(Table table, Collection<Integer> ids) {
    List<Integer> locks = new ArrayList<>(List.of(TABLE_LOCK));
    if (ids.size() <= MANY_LOCKS) {
      ids.stream().sorted().distinct().forEach(locks::add);
    }
    list(
        """
        SELECT CASE WHEN k.id = -1 AND :shared THEN pg_advisory_xact_lock_shared(hashtextextended(:name, k.id))::text
          ELSE pg_advisory_xact_lock(hashtextextended(:name, k.id))::text END FROM unnest(:ids::int[]) AS k(id)
        """,
        Map.of(
            "name", tenant + " " + table.name(), "ids", locks, "shared", ids.size() <= MANY_LOCKS),
        _ -> true);
  }

  /**
   * Streams rows into a table in PostgreSQL's text format of COPY.
   *
   * @param columns {@code table (column, …)}, beginning with {@code tenant_id}
   */
  public long copy(String columns, Reader rows) {
    if (!columns.contains("(tenant_id,")) {
      throw new IllegalArgumentException("not tied to tenant_id: " + columns);
    }
    try {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + columns + " FROM STDIN", rows, 1 << 16);
    } catch (SQLException e) {
      throw StoreException.of(e);
    } catch (IOException e) {
      throw new StoreException("cannot read the rows to copy", e);
    }
  }

  /** The changes to be logged when the transaction commits. */
  List<Change> changes() {
    return changes;
  }

  /** The ids of a table's rows that were changed so far; ranges that were written in bulk too. */
  public Set<Integer> changed(Table table) {
    Set<Integer> ids = new HashSet<>();
    for (Change change : changes) {
      if (change.table().equals(table.name())) {
        for (int id = change.firstId(); id <= change.lastId(); id++) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  /** The names of the tables that were changed or touched so far. */
  public Set<String> tables() {
    Set<String> tables = new HashSet<>(touched);
    changes.forEach(change -> tables.add(change.table()));
    return tables;
  }

  // Parameters
  // --------------------------------------------------------------------------------------------------------------

  private PreparedStatement prepare(NamedSql sql, Map<String, ?> parameters) throws SQLException {
    // Without parameters: a text is the program's, what is bound may be a secret.
    LOG.trace("{}: {}", tenant, sql.named());
    PreparedStatement statement = connection.prepareStatement(sql.text());
    try {
      int index = 1;
      for (String name : sql.parameters()) {
        bind(statement, index++, value(name, parameters));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private @Nullable Object value(String name, Map<String, ?> parameters) {
    if (name.equals("tenant")) {
      return tenant;
    }
    if (name.equals("now") && !parameters.containsKey(name)) {
      return now();
    }
    for (Dimension dimension : Dimension.values()) {
      Scope.Part part = scope.bounds().get(dimension);
      if (part != null && dimension.topmostParameter().equals(name)) {
        return part.topmost();
      }
      if (part != null && dimension.withinParameter().equals(name)) {
        return part.within();
      }
    }
    if (!parameters.containsKey(name)) {
      throw new IllegalArgumentException("no value for :" + name);
    }
    return parameters.get(name);
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Integer number -> statement.setInt(index, number);
      case Long number -> statement.setLong(index, number);
      case Instant moment -> statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
      case LocalDateTime local -> statement.setObject(index, local);
      case LocalDate date -> statement.setObject(index, date.atStartOfDay());
      case Json json -> statement.setObject(index, json.text(), Types.OTHER);
      case double[] numbers -> statement.setObject(index, numbers);
      case int[] numbers -> statement.setObject(index, numbers);
      // Of an empty list nobody knows the type; PostgreSQL takes it from where it stands.
      case Collection<?> list when list.isEmpty() -> statement.setObject(index, "{}", Types.OTHER);
      case Collection<?> list -> statement.setArray(index, array(list));
      default -> statement.setObject(index, value);
    }
  }

  private java.sql.Array array(Collection<?> list) throws SQLException {
    Object sample =
        list.stream().filter(Objects::nonNull).map(Object.class::cast).findFirst().orElse("");
    String type =
        switch (sample) {
          case Integer _ -> "int4";
          case Long _ -> "int8";
          case Double _ -> "float8";
          case java.math.BigDecimal _ -> "numeric";
          default -> "text";
        };
    return connection.createArrayOf(type, list.toArray());
  }

  /** Text that is stored as {@code jsonb}. */
  public record Json(String text) {}
}
