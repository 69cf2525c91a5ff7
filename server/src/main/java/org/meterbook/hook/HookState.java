package org.meterbook.hook;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;

/** How far a webhook has been told of the change log, and how its calls went. */
final class HookState {
  /** A holder that is silent for so long is taken for gone. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** Entries of the change log that are looked through at once. */
  private static final int STRETCH = 50_000;

  private static final int LARGEST_CALL = 100;

  private HookState() {}

  /** A webhook that is being told. */
  record Held(
      int webhook,
      int type,
      String event,
      String name,
      String url,
      List<String> mail,
      @Nullable Integer author,
      int failures,
      long seen,
      long head) {}

  /**
   * What a webhook is to be told.
   *
   * @param ids of what it happened to; may be none
   * @param last entry of the change log that this tells of
   */
  record News(List<Long> ids, @Nullable Integer user, long last) {}

  /** Takes a webhook that there may be news for; empty if somebody else has it. */
  static Optional<Held> take(Sql sql, int webhook) {
    return sql.first(
        """
        UPDATE webhook_state s SET leased_until = :until FROM webhook w, webhook_event_type e, tenant_counter n
        WHERE s.tenant_id = :tenant AND s.webhook_id = :id AND w.tenant_id = s.tenant_id AND w.webhook_id = s.webhook_id AND w.active
          AND e.webhook_event_type_id = w.webhook_event_type_id AND n.tenant_id = s.tenant_id AND n.name = 'change' AND n.value > s.seen
          AND s.next_try <= :now AND (s.leased_until IS NULL OR s.leased_until < :now)
        RETURNING w.webhook_event_type_id, e.webhook_event_type_name, w.webhook_name, w.url, w.mailing_list, w.created_by, s.failures, s.seen,
          least(n.value, s.seen + :stretch)
        """,
        Map.of("id", webhook, "now", sql.now(), "until", sql.now().plus(LEASE), "stretch", STRETCH),
        row ->
            new Held(
                webhook,
                row.integer(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.texts(5),
                row.integerOrNull(6),
                row.integer(7),
                row.number(8),
                row.number(9)));
  }

  /** The next entries of the change log that concern it, up to a hundred. */
  static News news(Sql sql, Held held, HookEvent.Source source) {
    record Entry(long number, long id, @Nullable Integer user) {}
    List<Entry> entries =
        sql.list(
            """
            SELECT c.change_number, c.entity_id, c.user_id FROM change c WHERE c.tenant_id = :tenant AND c.change_number > :seen
              AND c.change_number <= :head AND c.resource = :resource AND c.kind = :kind AND (%s) ORDER BY c.change_number LIMIT %d
            """
                .formatted(source.condition(), LARGEST_CALL),
            Map.of(
                "seen", held.seen(),
                "head", held.head(),
                "resource", source.table().name(),
                "kind", source.kind()),
            row -> new Entry(row.number(1), row.number(2), row.integerOrNull(3)));
    boolean all = entries.size() < LARGEST_CALL;
    return new News(
        entries.stream().map(Entry::id).distinct().toList(),
        entries.isEmpty() ? null : entries.getFirst().user(),
        all ? held.head() : entries.getLast().number());
  }

  /** It has been told up to an entry, and is let go. */
  static void told(Sql sql, int webhook, long last) {
    sql.execute(
        "UPDATE webhook_state SET seen = greatest(seen, :last), failures = 0, leased_until = NULL WHERE tenant_id = :tenant AND webhook_id = :id",
        Map.of("id", webhook, "last", last));
  }

  /** It could not be told, and is let go for a while. */
  static void failed(Sql sql, int webhook, Duration pause) {
    sql.execute(
        "UPDATE webhook_state SET failures = failures + 1, next_try = :next, leased_until = NULL WHERE tenant_id = :tenant AND webhook_id = :id",
        Map.of("id", webhook, "next", sql.now().plus(pause)));
  }

  /** Counts a call. */
  static void count(Sql sql, HookCall.Outcome outcome) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", outcome.webhook());
    values.put("success", outcome.isSuccess() ? 1 : 0);
    sql.execute(
        "UPDATE webhook_state SET calls = calls + 1, successes = successes + :success WHERE tenant_id = :tenant AND webhook_id = :id",
        values);
  }
}
