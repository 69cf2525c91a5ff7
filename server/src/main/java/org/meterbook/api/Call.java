package org.meterbook.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.meterbook.store.Sql;

/**
 * A request on its way through its operation, within one transaction or reading.
 *
 * @param caller who asks
 * @param sql the caller's datasource
 * @param path the variables of the path
 * @param wide the variables of the path that are computed int64 ids
 * @param query the query parameters, by lower-case name
 * @param texts the variables of the path as they were written
 */
public record Call(
    Caller caller,
    Sql sql,
    Map<String, Integer> path,
    Map<String, Long> wide,
    Map<String, String> query,
    Map<String, String> texts) {
  /** A call whose path has no texts. */
  public Call(
      Caller caller,
      Sql sql,
      Map<String, Integer> path,
      Map<String, Long> wide,
      Map<String, String> query) {
    this(caller, sql, path, wide, query, Map.of());
  }

  /** An id of the path. The engine has seen that such a row exists within the caller's bounds. */
  public int id(String variable) {
    return java.util.Objects.requireNonNull(path.get(variable), () -> "no variable " + variable);
  }

  /**
   * A computed id of the path. The engine has seen that there is such a thing within the bounds.
   */
  public long wideId(String variable) {
    return java.util.Objects.requireNonNull(wide.get(variable), () -> "no variable " + variable);
  }

  /** A variable of the path that is any text, as it was written. */
  public String text(String variable) {
    return java.util.Objects.requireNonNull(texts.get(variable), () -> "no text " + variable);
  }

  /** A date and time of the query, as a wall clock's; one with an offset is brought to the zone. */
  public Optional<java.time.LocalDateTime> date(String name, java.time.ZoneId zone) {
    return parameter(name)
        .map(text ->
            DateRange.parse(text.strip(), zone)
                .map(DateRange::from)
                .orElseThrow(() ->
                    Problem.invalid(
                        name,
                        "must be a date such as 2026-03-30 or 2026-03-30T14:15:00, not '"
                            + text
                            + "'")));
  }

  /** A query parameter. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  /** The page asked for. */
  public Paging paging() {
    return Paging.of(query);
  }

  /** A boolean query parameter, false where not given. */
  public boolean flag(String name) {
    return parameter(name).map(value -> parseBoolean(name, value)).orElse(false);
  }

  private static boolean parseBoolean(String name, String value) {
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw Problem.invalid(name, "must be true or false, not '" + value + "'");
    }
    return value.equalsIgnoreCase("true");
  }

  /**
   * The conditions, each beginning with {@code AND}, that keep rows of a table within the caller's
   * bounds; for statements of a feature's own.
   */
  public String within(org.meterbook.store.Table table, String alias) {
    return Joins.bounds(table, alias, caller.scope().bounded());
  }

  /** The transaction's moment. */
  public Instant now() {
    return sql.now();
  }

  /** The day in the datasource's time zone. */
  public LocalDate today() {
    return LocalDate.ofInstant(now(), caller.zone());
  }
}
