package org.meterbook.webhook;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterbook.identity.Vault;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * Carries events to their endpoints, at least once: an event is due until its receiver answered
 * 200, again each hour for 72 hours, also after a crash. Each endpoint is served by itself, one
 * call at a time, so that a dead one delays nobody else. What is due is judged by the database's
 * clock. Thread-safe.
 */
public final class Courier implements AutoCloseable {
  private static final Duration RETRY = Duration.ofHours(1);
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String WAITING =
      """
      SELECT d.tenant_id, w.webhook_endpoint_id, w.url FROM datasource d JOIN webhook_endpoint w ON w.tenant_id = d.tenant_id
      WHERE NOT w.disabled AND EXISTS (SELECT FROM collection_event e WHERE e.tenant_id = w.tenant_id
        AND e.webhook_endpoint_id = w.webhook_endpoint_id AND e.next_try <= :now AND NOT e.is_delivered)
      """;
  private static final String PAGE =
      """
      SELECT collection_event_id, type, ts, target, collection_form_id, collection_authorization_id, collection_meter_id
      FROM collection_event
      WHERE tenant_id = :tenant AND webhook_endpoint_id = :endpoint AND next_try <= :now AND NOT is_delivered
        AND EXISTS (SELECT FROM webhook_endpoint w WHERE w.tenant_id = :tenant AND w.webhook_endpoint_id = :endpoint AND NOT w.disabled)
      ORDER BY ts, collection_event_id LIMIT 100
      """;

  private record Receiver(long tenant, int endpoint, URI url) {}

  private final Database database;
  private final Vault vault;
  private final Outgoing outgoing;
  private final Rounds<Receiver> rounds;

  /** A courier that waits for {@link #start}. */
  public Courier(Database database, Vault vault, Outgoing outgoing) {
    this.database = database;
    this.vault = vault;
    this.outgoing = outgoing;
    this.rounds =
        new Rounds<>(
            database,
            Set.of(Tables.COLLECTION_EVENT),
            Courier::waiting,
            this::servePage,
            receiver -> "Webhook endpoint " + receiver.endpoint());
  }

  /** Begins to carry what is due, until closed; to be called once. */
  public Courier start() {
    rounds.start();
    return this;
  }

  /** Carries what is due now; returns when all calls have ended. */
  public void deliverDue() {
    rounds.finishDue();
  }

  private static List<Receiver> waiting(Sql sql) {
    return sql.list(
        WAITING,
        Map.of("now", sql.now()),
        row -> new Receiver(row.number(1), row.integer(2), URI.create(row.text(3))));
  }

  /** Carries up to 100 events; answers whether there may be more to do now. */
  private boolean servePage(Receiver receiver) {
    List<Event> events =
        database.read(
            receiver.tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                    PAGE, Map.of("endpoint", receiver.endpoint(), "now", sql.now()), Event::of));
    if (events.isEmpty()) {
      return false;
    }
    String status = call(receiver, events);
    List<Integer> ids = events.stream().map(Event::id).toList();
    if (status.equals("200")) {
      delivered(receiver, ids);
      return true;
    }
    putOff(receiver, ids, status);
    return false;
  }

  /** The answer's status, or why there was none. */
  private String call(Receiver receiver, List<Event> events) {
    byte[] body = Payload.of(events);
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    String salted = HexFormat.of().formatHex(salt);
    try {
      String secret =
          database.read(
              receiver.tenant(),
              Scope.UNBOUNDED,
              sql -> WebhookSecrets.read(sql, vault, receiver.endpoint()));
      int status =
          outgoing.post(
              receiver.url(),
              Map.of(
                  "Content-Type",
                  "application/json",
                  "X-UtilityAPI-Webhook-Salt",
                  salted,
                  "X-UtilityAPI-Webhook-Signature",
                  Payload.signature(secret, salted, body)),
              body);
      return Integer.toString(status);
    } catch (IOException | IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void delivered(Receiver receiver, List<Integer> ids) {
    int _ =
        database.write(
            receiver.tenant(),
            Scope.UNBOUNDED,
            null,
            sql ->
                sql.execute(
                    """
                    UPDATE collection_event SET is_delivered = true, delivered = :now, next_try = NULL, attempts = attempts + 1, last_status = '200'
                    WHERE tenant_id = :tenant AND collection_event_id = ANY(:ids)
                    """,
                    Map.of("ids", ids, "now", sql.now())));
  }

  /** All of the receiver's due events wait: hundreds more calls would fail like this one. */
  private void putOff(Receiver receiver, List<Integer> ids, String status) {
    int _ =
        database.write(
            receiver.tenant(),
            Scope.UNBOUNDED,
            null,
            sql ->
                sql.execute(
                    """
                    UPDATE collection_event SET
                      next_try = CASE WHEN give_up >= :next THEN :next END,
                      attempts = attempts + (collection_event_id = ANY(:ids))::int,
                      last_status = CASE WHEN collection_event_id = ANY(:ids) THEN :status ELSE last_status END
                    WHERE tenant_id = :tenant AND webhook_endpoint_id = :endpoint AND next_try <= :now
                    """,
                    Map.of(
                        "ids", ids,
                        "endpoint", receiver.endpoint(),
                        "now", sql.now(),
                        "next", sql.now().plus(RETRY),
                        "status", status)));
  }

  /** Ends. A call under way is left; without its answer it is made again after the next start. */
  @Override
  public void close() {
    rounds.close();
  }
}
