package org.meterbook.api;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Column;
import org.meterbook.store.Database;
import org.meterbook.store.Sha256;
import org.meterbook.store.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Writes that a client names by the header {@code Idempotency-Key}: within a day the same user's
 * same key and request answer the same and do nothing twice; another request under that key is
 * refused. The mark that a write was done is part of its own transaction, so that it cannot be done
 * again even where the server stops before it answers. A request that was refused is not
 * remembered. Thread-safe.
 */
public final class Idempotency {
  private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
  private static final int LONGEST_KEY = 255;
  private static final ScopedValue<Claim> CURRENT = ScopedValue.newInstance();

  /** Whose key; the key itself is not kept. */
  private record Name(long tenant, int user, String keyHash) {
    String context() {
      return "named_write " + tenant + " " + user + " " + keyHash;
    }
  }

  /** One try to do the request of a key. */
  private record Claim(Name name, String requestHash, String attempt) {}

  private record Kept(
      String requestHash, @Nullable Integer status, String headers, byte[] answer) {}

  private final Database database;
  private final Seal seal;
  private final Set<Name> busy = ConcurrentHashMap.newKeySet();

  /** Over a database, whose every writing transaction from now on knows of the keys. */
  public Idempotency(Database database, Seal seal) {
    this.database = database;
    this.seal = seal;
    database.beforeCommit(sql -> {
      if (CURRENT.isBound() && CURRENT.get().name().tenant() == sql.tenant()) {
        mark(sql, CURRENT.get());
      }
    });
  }

  /** Does a request under a key, or answers as it was answered. */
  void perform(
      Request request,
      Caller caller,
      String key,
      Map<String, String> headers,
      Consumer<Request> work) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw Problem.invalid("Idempotency-Key", "must be 1 to %d characters".formatted(LONGEST_KEY));
    }
    Name name =
        new Name(caller.tenant(), caller.userId(), HexFormat.of().formatHex(Sha256.of(key)));
    if (!busy.add(name)) {
      throw conflict("A request of this Idempotency-Key is being done; try again in a moment.");
    }
    try (KeptBody body = KeptBody.of(new Limited(request.exchange().body(), Actions.LARGEST))) {
      String hash = hash(request, body);
      Optional<Kept> kept = find(name);
      if (kept.isPresent()) {
        replay(request, name, kept.get(), hash, headers);
      } else {
        perform(request, body, new Claim(name, hash, UUID.randomUUID().toString()), work);
      }
    } finally {
      busy.remove(name);
    }
  }

  private void perform(Request request, KeptBody body, Claim claim, Consumer<Request> work) {
    HeldExchange exchange = new HeldExchange(request.exchange(), body);
    Request held = new Request(exchange, request.operation(), request.path(), request.query());
    ScopedValue.where(CURRENT, claim).run(() -> work.accept(held));
    exchange
        .held()
        .ifPresent(answer -> {
          keep(claim, answer);
          request.exchange().respond(answer.status(), answer.headers(), answer.body());
        });
  }

  private static String hash(Request request, KeptBody body) {
    String line =
        request.exchange().method()
            + ' '
            + request.exchange().path()
            + '?'
            + request.exchange().query()
            + '\n';
    return HexFormat.of()
        .formatHex(Sha256.of(line.getBytes(StandardCharsets.UTF_8), body.digest()));
  }

  private Optional<Kept> find(Name name) {
    return database.read(
        name.tenant(),
        org.meterbook.store.Scope.UNBOUNDED,
        sql ->
            sql.first(
                """
                SELECT request_hash, status, coalesce(headers::text, '{}'), coalesce(answer, ''::bytea) FROM named_write
                WHERE tenant_id = :tenant AND user_id = :user AND key_hash = :key AND created > :now::timestamptz - interval '1 day'
                """,
                Map.of("user", name.user(), "key", name.keyHash()),
                row ->
                    new Kept(
                        row.text(1),
                        (Integer) row.get(2, Column.INTEGER),
                        row.text(3),
                        java.util.Objects.requireNonNull(row.bytesOrNull(4)))));
  }

  private void replay(
      Request request, Name name, Kept kept, String hash, Map<String, String> headers) {
    if (!kept.requestHash().equals(hash)) {
      throw conflict(
          "This Idempotency-Key was used for another request; a new request needs a new key.");
    }
    Integer status = kept.status();
    if (status == null) {
      throw conflict(
          "This request was done, at least in part, but its answer was lost; read what it did.");
    }
    byte[] answer;
    try {
      answer = seal.open(kept.answer(), name.context());
    } catch (IllegalStateException e) {
      LOG.debug("an answer was sealed by another server", e);
      throw conflict("This request was done by another server, which alone knows the answer.");
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    for (Map.Entry<String, JsonNode> header : Engine.MAPPER.readTree(kept.headers()).properties()) {
      all.putIfAbsent(header.getKey(), header.getValue().asString());
    }
    all.put("Idempotent-Replayed", "true");
    request.exchange().respond(status, all, answer);
  }

  private static Problem conflict(String detail) {
    return Problem.of(ErrorCode.CONFLICT, detail);
  }

  /**
   * Marks within its own transaction that a request is done; another server may have been first.
   */
  private static void mark(Sql sql, Claim claim) {
    int marked =
        sql.execute(
            """
            INSERT INTO named_write AS w (tenant_id, user_id, key_hash, request_hash, attempt, created)
            VALUES (:tenant, :user, :key, :request, :attempt, :now)
            ON CONFLICT (tenant_id, user_id, key_hash) DO UPDATE SET request_hash = excluded.request_hash, attempt = excluded.attempt,
              created = excluded.created, status = NULL, headers = NULL, answer = NULL
            WHERE w.attempt = excluded.attempt OR w.created <= excluded.created - interval '1 day'
            """,
            parameters(claim));
    if (marked == 0) {
      throw conflict("Another server has done this request of the Idempotency-Key just now.");
    }
  }

  private static Map<String, @Nullable Object> parameters(Claim claim) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("user", claim.name().user());
    parameters.put("key", claim.name().keyHash());
    parameters.put("request", claim.requestHash());
    parameters.put("attempt", claim.attempt());
    return parameters;
  }

  private void keep(Claim claim, HeldExchange.Held answer) {
    byte[] sealed = seal.seal(answer.body(), claim.name().context());
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.remove("X-Request-Id");
    database.write(
        claim.name().tenant(),
        sql -> {
          mark(sql, claim);
          Map<String, @Nullable Object> parameters = parameters(claim);
          parameters.put("status", answer.status());
          parameters.put("headers", new Sql.Json(Engine.MAPPER.writeValueAsString(headers)));
          parameters.put("answer", sealed);
          sql.execute(
              """
              UPDATE named_write SET status = :status, headers = :headers::jsonb, answer = :answer
              WHERE tenant_id = :tenant AND user_id = :user AND key_hash = :key AND attempt = :attempt
              """,
              parameters);
          sql.execute(
              "DELETE FROM named_write WHERE tenant_id = :tenant AND created <= :now::timestamptz - interval '1 day'",
              Map.of());
        });
  }
}
