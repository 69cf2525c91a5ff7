package org.meterbook.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.meterbook.api.Caller;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sha256;
import org.meterbook.store.Sql;

/**
 * Tokens of the collection API: 32 hexadecimal digits, stored as their SHA-256. Each opens all of a
 * datasource's collection, for tests and in earnest alike. Thread-safe.
 */
public final class CollectionTokens {
  /** As long as a token is good where nothing else is said. */
  public static final int DEFAULT_YEARS = 10;

  private static final long NOBODY = 0;
  private static final int BYTES = 16;
  private static final int KEPT = 10_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(2);
  private static final SecureRandom RANDOM = new SecureRandom();

  private record Remembered(Caller caller, Instant until) {}

  private record Owner(long tenant, int user, Instant expires) {}

  /** A token as it is listed; its text is shown only once, when it is made. */
  public record Listed(String name, Instant created, Instant expires) {}

  private final Database database;
  private final Credentials credentials;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  public CollectionTokens(Database database, Credentials credentials) {
    this.database = database;
    this.credentials = credentials;
  }

  /** Makes a token and answers its text. */
  public static String make(Sql sql, int user, String name, Instant expires) {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    sql.execute(
        """
        INSERT INTO collection_token (token_hash, tenant_id, user_id, name, created, expires)
        VALUES (:hash, :tenant, :user, :name, :now, :expires)
        """,
        Map.of(
            "hash",
            Sha256.of(token),
            "user",
            user,
            "name",
            name,
            "now",
            sql.now(),
            "expires",
            expires));
    return token;
  }

  /** The tokens of a datasource. */
  public static List<Listed> list(Sql sql) {
    return sql.list(
        "SELECT name, created, expires FROM collection_token WHERE tenant_id = :tenant ORDER BY created",
        Map.of(),
        row -> new Listed(row.text(1), row.instant(2), row.instant(3)));
  }

  /** Ends all tokens of a name now; answers how many. */
  public static int expire(Sql sql, String name) {
    return sql.execute(
        "UPDATE collection_token SET expires = :now WHERE tenant_id = :tenant AND name = :name AND expires > :now",
        Map.of("now", sql.now(), "name", name));
  }

  /** Who a token stands for; empty for one that is not, or no longer, good. */
  public Optional<Caller> caller(String token) {
    Instant now = database.clock().instant();
    String name = HexFormat.of().formatHex(Sha256.of(token));
    Remembered known = remembered.get(name);
    if (known != null && now.isBefore(known.until())) {
      return Optional.of(known.caller());
    }
    Optional<Caller> caller =
        database
            .read(NOBODY, Scope.UNBOUNDED, sql -> owner(sql, token))
            .filter(owner -> now.isBefore(owner.expires()))
            .flatMap(owner -> credentials.user(owner.tenant(), owner.user(), "collection|" + name));
    caller.ifPresent(found -> remember(name, found, now.plus(REMEMBERED)));
    return caller;
  }

  private void remember(String name, Caller caller, Instant until) {
    if (remembered.size() >= KEPT) {
      remembered.clear();
    }
    remembered.put(name, new Remembered(caller, until));
  }

  private static Optional<Owner> owner(Sql sql, String token) {
    return sql.first(
        "SELECT t.tenant_id, t.user_id, t.expires FROM collection_token t WHERE t.token_hash = :hash",
        Map.of("hash", Sha256.of(token)),
        row -> new Owner(row.number(1), row.integer(2), row.instant(3)));
  }
}
