package org.meterbook.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.identity.Vault;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The endpoints of a datasource. All work in the caller's transaction. */
public final class WebhookEndpoints {
  private WebhookEndpoints() {}

  /**
   * A new endpoint.
   *
   * @param secret signs its deliveries; answered only this once
   */
  public record Added(int id, String secret) {
    @Override
    public String toString() {
      return "Added[id=" + id + "]";
    }
  }

  /**
   * An endpoint.
   *
   * @param types what it hears of; all if empty
   * @param waiting how many events it has not taken yet and is still to be told of
   * @param lastStatus status or failure of the last event that was tried
   */
  public record Endpoint(
      int id,
      String url,
      List<String> types,
      boolean disabled,
      long waiting,
      Optional<String> lastStatus) {}

  /**
   * Adds an endpoint.
   *
   * @param types what it hears of; all if empty
   * @throws IllegalArgumentException the URL cannot be called; see {@link Outgoing#parse}
   */
  public static Added add(Sql sql, Vault vault, String url, List<EventType> types) {
    URI uri = Outgoing.parse(url);
    int id =
        sql.insert(
            Tables.WEBHOOK_ENDPOINT,
            Values.none()
                .with("created", sql.now())
                .with("url", uri.toString())
                .with("types", types.stream().map(EventType::wireName).toList()));
    return new Added(id, WebhookSecrets.make(sql, vault, id));
  }

  /** All endpoints, the oldest first. */
  public static List<Endpoint> list(Sql sql) {
    return sql.list(
        """
        SELECT w.webhook_endpoint_id, w.url, w.types, w.disabled,
          (SELECT count(*) FROM collection_event e WHERE e.tenant_id = w.tenant_id
            AND e.webhook_endpoint_id = w.webhook_endpoint_id AND e.next_try IS NOT NULL AND NOT e.is_delivered),
          (SELECT e.last_status FROM collection_event e WHERE e.tenant_id = w.tenant_id
            AND e.webhook_endpoint_id = w.webhook_endpoint_id AND e.attempts > 0 ORDER BY e.ts DESC, e.collection_event_id DESC LIMIT 1)
        FROM webhook_endpoint w WHERE w.tenant_id = :tenant ORDER BY w.webhook_endpoint_id
        """,
        Map.of(),
        row ->
            new Endpoint(
                row.integer(1),
                row.text(2),
                row.texts(3),
                row.bool(4),
                row.number(5),
                Optional.ofNullable(row.textOrNull(6))));
  }

  /**
   * Stops or resumes deliveries. What is due waits meanwhile; what happens meanwhile is not told to
   * it.
   *
   * @throws IllegalArgumentException there is no such endpoint
   */
  public static void disable(Sql sql, int id, boolean disabled) {
    Events.Endpoint _ = require(sql, id);
    sql.update(Tables.WEBHOOK_ENDPOINT, id, Values.none().with("disabled", disabled));
    sql.touched(Tables.COLLECTION_EVENT);
  }

  /**
   * Removes an endpoint and its secret. Its events can still be asked for.
   *
   * @throws IllegalArgumentException there is no such endpoint
   */
  public static void remove(Sql sql, int id) {
    Events.Endpoint _ = require(sql, id);
    sql.execute(
        "UPDATE collection_event SET next_try = NULL WHERE tenant_id = :tenant AND webhook_endpoint_id = :id AND next_try IS NOT NULL",
        Map.of("id", id));
    sql.delete(Tables.WEBHOOK_ENDPOINT, id);
  }

  /**
   * Sends a ping, whatever types the endpoint chose; answers the event's id.
   *
   * @throws IllegalArgumentException there is no such endpoint
   */
  public static int ping(Sql sql, int id) {
    return Events.write(sql, EventType.PING, Subject.nothing(), Optional.of(require(sql, id)));
  }

  /** Makes an event due again, delivered or given up; answers how many that were: 0 or 1. */
  public static int resend(Sql sql, int event) {
    return resend(sql, "collection_event_id = :event", Map.of("event", event));
  }

  /** Makes the events of a time range, its end excluded, due again; answers how many. */
  public static int resend(Sql sql, Instant from, Instant to) {
    return resend(sql, "ts >= :from AND ts < :to", Map.of("from", from, "to", to));
  }

  private static int resend(Sql sql, String which, Map<String, ?> parameters) {
    Map<String, @Nullable Object> all = new HashMap<>(parameters);
    all.put("now", sql.now());
    all.put("last", sql.now().plus(Events.TRIED_FOR));
    int count =
        sql.execute(
            """
            UPDATE collection_event SET is_delivered = false, delivered = NULL, next_try = :now, give_up = :last
            WHERE tenant_id = :tenant AND (is_delivered OR next_try IS NULL) AND webhook_endpoint_id IN
              (SELECT w.webhook_endpoint_id FROM webhook_endpoint w WHERE w.tenant_id = :tenant)
            """
                + " AND "
                + which,
            all);
    sql.touched(Tables.COLLECTION_EVENT);
    return count;
  }

  private static Events.Endpoint require(Sql sql, int id) {
    return sql.first(
            "SELECT webhook_endpoint_id, url FROM webhook_endpoint WHERE tenant_id = :tenant AND webhook_endpoint_id = :id",
            Map.of("id", id),
            row -> new Events.Endpoint(row.integer(1), row.text(2)))
        .orElseThrow(
            () -> new IllegalArgumentException("There is no webhook endpoint %d.".formatted(id)));
  }
}
