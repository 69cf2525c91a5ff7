package org.meterbook.webhook;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.mail.Outbox;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** What happened is written down here, to be told after the commit. */
public final class Events {
  /** How long an event is tried; then it can still be asked for, or sent again. */
  static final Duration TRIED_FOR = Duration.ofHours(72);

  private Events() {}

  /** Where an event goes. */
  record Endpoint(int id, String url) {}

  /**
   * Tells of something that happened in this transaction: an event for every endpoint that chose
   * its type, one that waits to be asked for where there is none, and mail to whoever chose it.
   *
   * @throws IllegalArgumentException the subject is not of the type's kind
   */
  public static void tell(Sql sql, EventType type, Subject subject) {
    List<Endpoint> endpoints =
        sql.list(
            """
            SELECT webhook_endpoint_id, url FROM webhook_endpoint
            WHERE tenant_id = :tenant AND NOT disabled AND (types = '{}' OR :type = ANY(types)) ORDER BY webhook_endpoint_id
            """,
            Map.of("type", type.wireName()),
            row -> new Endpoint(row.integer(1), row.text(2)));
    endpoints.forEach(endpoint -> write(sql, type, subject, Optional.of(endpoint)));
    if (endpoints.isEmpty()) {
      write(sql, type, subject, Optional.empty());
    }
    String sentence = type.sentence(subject);
    Outbox.put(
        sql,
        type.wireName(),
        sentence,
        "%s%n%nEvent: %s%nTime: %s%n".formatted(sentence, type.wireName(), sql.now()));
  }

  /** Writes one event, due at once where it has an endpoint; answers its id. */
  static int write(Sql sql, EventType type, Subject subject, Optional<Endpoint> endpoint) {
    Subject fitting = subject.of(type);
    int id = sql.nextId(Tables.COLLECTION_EVENT);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", id);
    values.put("type", type.wireName());
    values.put("now", sql.now());
    values.put("endpoint", endpoint.map(Endpoint::id).orElse(null));
    values.put("target", endpoint.map(Endpoint::url).orElse(null));
    values.put("form", fitting.form());
    values.put("authorization", fitting.authorization());
    values.put("meter", fitting.meter());
    values.put("next", endpoint.map(_ -> sql.now()).orElse(null));
    values.put("last", endpoint.map(_ -> sql.now().plus(TRIED_FOR)).orElse(null));
    sql.execute(
        """
        INSERT INTO collection_event (tenant_id, collection_event_id, type, ts, webhook_endpoint_id, target,
          collection_form_id, collection_authorization_id, collection_meter_id, next_try, give_up)
        VALUES (:tenant, :id, :type, :now, :endpoint, :target, :form, :authorization, :meter, :next, :last)
        """,
        values);
    sql.touched(Tables.COLLECTION_EVENT);
    return id;
  }
}
