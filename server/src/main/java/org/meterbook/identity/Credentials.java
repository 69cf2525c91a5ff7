package org.meterbook.identity;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meterbook.api.Authenticator;
import org.meterbook.api.Caller;
import org.meterbook.store.Column;
import org.meterbook.store.Database;
import org.meterbook.store.Row;
import org.meterbook.store.Scope;

/**
 * Finds the owner of a key or token. A known one is remembered until anything about identities of
 * its datasource changes in this process, and for two seconds at most, so that another process's
 * change is seen too.
 */
public final class Credentials implements Authenticator {
  private static final Duration REMEMBERED = Duration.ofSeconds(2);
  private static final int KEPT = 10_000;
  private static final Set<String> IDENTITY =
      Set.of("app_user", "user_role", "api_key", "login_token", "place", "cost_center", "setting");

  private static final String OWNER =
      """
      SELECT %s, u.user_id, u.user_code, r.permissions, d.code, d.time_zone, d.fiscal_year_start_month,
        (SELECT array_agg(p.place_id) FROM user_topmost_place p WHERE p.tenant_id = u.tenant_id AND p.user_id = u.user_id),
        (SELECT array_agg(DISTINCT a.place_id) FROM user_topmost_place p JOIN place_ancestor a
          ON a.tenant_id = p.tenant_id AND a.ancestor_id = p.place_id
          WHERE p.tenant_id = u.tenant_id AND p.user_id = u.user_id AND p.place_id <> 1),
        (SELECT array_agg(c.cost_center_id) FROM user_topmost_cost_center c WHERE c.tenant_id = u.tenant_id AND c.user_id = u.user_id),
        (SELECT array_agg(DISTINCT a.cost_center_id) FROM user_topmost_cost_center c JOIN cost_center_ancestor a
          ON a.tenant_id = c.tenant_id AND a.ancestor_id = c.cost_center_id
          WHERE c.tenant_id = u.tenant_id AND c.user_id = u.user_id AND c.cost_center_id <> 1)
      FROM %s
      JOIN user_role r ON r.tenant_id = u.tenant_id AND r.user_role_id = u.user_role_id
      JOIN datasource d ON d.tenant_id = u.tenant_id
      WHERE %s AND u.active
      """;
  private static final String KEPT_BY =
      "%s k JOIN app_user u ON u.tenant_id = k.tenant_id AND u.user_id = k.user_id";
  private static final String BY_KEY =
      OWNER.formatted(
          "k.key_hash",
          KEPT_BY.formatted("api_key"),
          "k.tenant_id = :tenant AND k.api_key_id = :id");
  private static final String BY_TOKEN =
      OWNER.formatted(
          "k.key_hash",
          KEPT_BY.formatted("login_token"),
          "k.tenant_id = :tenant AND k.login_token_id = :id AND k.expires_date > :now");
  private static final String BY_USER =
      OWNER.formatted("NULL", "app_user u", "u.tenant_id = :tenant AND u.user_id = :id");

  private record Remembered(String random, Caller caller, Instant until) {}

  private final Database database;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  public Credentials(Database database) {
    this.database = database;
    database.onCommit((_, tables) -> {
      if (tables.stream().anyMatch(IDENTITY::contains)) {
        remembered.clear();
      }
    });
  }

  @Override
  public Optional<Caller> byKey(String key) {
    return Secret.parse(Secret.Kind.KEY, key).flatMap(secret -> owner(secret, BY_KEY));
  }

  @Override
  public Optional<Caller> byToken(String token) {
    return Secret.parse(Secret.Kind.TOKEN, token).flatMap(secret -> owner(secret, BY_TOKEN));
  }

  private Optional<Caller> owner(Secret secret, String query) {
    Instant now = database.clock().instant();
    Remembered known = remembered.get(secret.name());
    if (known != null
        && now.isBefore(known.until())
        && MessageDigest.isEqual(
            known.random().getBytes(java.nio.charset.StandardCharsets.UTF_8),
            secret.random().getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      return Optional.of(known.caller());
    }
    Map<String, Object> parameters = new HashMap<>(Map.of("id", secret.id(), "now", now));
    Optional<Caller> owner =
        database.read(
            secret.tenant(),
            Scope.UNBOUNDED,
            sql -> sql.first(query, parameters, row -> owner(secret, row)).flatMap(found -> found));
    owner.ifPresent(caller -> remember(secret, caller, now));
    return owner;
  }

  private void remember(Secret secret, Caller caller, Instant now) {
    if (remembered.size() >= KEPT) {
      remembered.clear();
    }
    remembered.put(secret.name(), new Remembered(secret.random(), caller, now.plus(REMEMBERED)));
  }

  private static Optional<Caller> owner(Secret secret, Row row) {
    byte[] hash = (byte[]) row.get(1, Column.BYTES);
    if (hash == null || !MessageDigest.isEqual(hash, secret.hash())) {
      return Optional.empty();
    }
    return Optional.of(caller(row, secret.tenant(), secret.name()));
  }

  /** An active user, called by the name of what proved it. */
  public Optional<Caller> user(long tenant, int user, String credential) {
    return database.read(
        tenant,
        Scope.UNBOUNDED,
        sql -> sql.first(BY_USER, Map.of("id", user), row -> caller(row, tenant, credential)));
  }

  private static Caller caller(Row row, long tenant, String credential) {
    return new Caller(
        tenant,
        row.text(5),
        row.integer(2),
        row.text(3),
        Permissions.granted(row.texts(4)),
        Scope.of(
            new Scope.Part(ids(row, 8), ids(row, 9)), new Scope.Part(ids(row, 10), ids(row, 11))),
        ZoneId.of(row.text(6)),
        Month.of(row.integer(7)),
        credential);
  }

  @SuppressWarnings("unchecked")
  private static List<Integer> ids(Row row, int column) {
    List<Integer> ids = (List<Integer>) row.get(column, Column.INTEGERS);
    return ids == null ? List.of() : ids;
  }
}
