package org.meterbook.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SQL text with {@code :name} parameters, compiled once to JDBC's question marks. A text that reads
 * or writes a tenant's table without tying it to {@code tenant_id} does not compile: tenants are
 * kept apart by construction, not by attention.
 */
public final class NamedSql {
  /** A quoted text, or a parameter. */
  private static final Pattern PARAMETER =
      Pattern.compile("'[^']*'|(?<![:\\w]):([a-z]\\w*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern RELATION =
      Pattern.compile(
          "\\b(FROM|JOIN|UPDATE|INTO)\\s+(?:ONLY\\s+)?([a-z_0-9]+)\\b(?!\\s*\\()(?:\\s+(?:AS\\s+)?([a-z]\\w*))?");
  private static final Pattern COLUMNS =
      Pattern.compile("\\bINTO\\s+([a-z_]+)(?:\\s+AS\\s+\\w+)?\\s*\\(");
  private static final Pattern COMMON_TABLE =
      Pattern.compile("(?:WITH|,)\\s+([a-z_]+)\\s+AS\\s+(?:MATERIALIZED\\s+)?\\(");

  /** Catalogues without {@code tenant_id}. */
  static final Set<String> SHARED =
      Stream.concat(
              Catalogues.SHARED.stream(),
              Stream.of(
                  "catalogue_load",
                  "datasource",
                  "portal",
                  "collection_token",
                  "pg_catalog",
                  "pg_class",
                  "pg_attribute",
                  "unit_size"))
          .collect(Collectors.toUnmodifiableSet());

  private static final ConcurrentHashMap<String, NamedSql> COMPILED = new ConcurrentHashMap<>();

  private final String named;
  private final String text;
  private final List<String> parameters;

  private NamedSql(String named, String text, List<String> parameters) {
    this.named = named;
    this.text = text;
    this.parameters = parameters;
  }

  /** Compiles a constant text, once for the life of the process. */
  static NamedSql constant(String text) {
    return COMPILED.computeIfAbsent(text, NamedSql::compile);
  }

  /**
   * Compiles a text.
   *
   * @throws IllegalArgumentException a tenant's table is not tied to {@code tenant_id}
   */
  public static NamedSql compile(String text) {
    requireTenant(text);
    List<String> names = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(text);
    StringBuilder jdbc = new StringBuilder();
    while (matcher.find()) {
      boolean parameter = matcher.group(1) != null;
      if (parameter) {
        names.add(matcher.group(1));
      }
      matcher.appendReplacement(jdbc, parameter ? "?" : Matcher.quoteReplacement(matcher.group()));
    }
    matcher.appendTail(jdbc);
    return new NamedSql(text, jdbc.toString(), List.copyOf(names));
  }

  private static void requireTenant(String text) {
    Set<String> local = ConcurrentHashMap.newKeySet();
    COMMON_TABLE.matcher(text).results().forEach(match -> local.add(match.group(1)));
    Matcher matcher = RELATION.matcher(text);
    while (matcher.find()) {
      String verb = matcher.group(1);
      String table = matcher.group(2);
      if (SHARED.contains(table) || local.contains(table)) {
        continue;
      }
      boolean tied =
          verb.equals("INTO")
              ? insertNamesTenant(text, table)
              : mentionsTenant(text, matcher.group(3) == null ? "" : matcher.group(3), table);
      if (!tied) {
        throw new IllegalArgumentException(
            "'%s' is not tied to tenant_id in: %s".formatted(table, text));
      }
    }
  }

  private static boolean insertNamesTenant(String text, String table) {
    Matcher matcher = COLUMNS.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(table)) {
        return text.startsWith("tenant_id", matcher.end());
      }
    }
    return false;
  }

  private static boolean mentionsTenant(String text, String alias, String table) {
    return text.contains(alias + ".tenant_id =")
        || text.contains("= " + alias + ".tenant_id")
        || text.contains(table + ".tenant_id =")
        || Pattern.compile("(?<![.\\w])tenant_id = :tenant").matcher(text).find();
  }

  /** The text with its parameters by name. */
  public String named() {
    return named;
  }

  /** The text for JDBC. */
  public String text() {
    return text;
  }

  /** The parameters' names, in the order of the question marks. */
  List<String> parameters() {
    return parameters;
  }
}
