package org.meterbook.hook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterbook.identity.Vault;
import org.meterbook.ledger.notification.Notice;
import org.meterbook.ledger.notification.NotificationType;
import org.meterbook.mail.Message;
import org.meterbook.mail.Outbox;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.webhook.Outgoing;
import org.meterbook.webhook.Rounds;

/**
 * Tells webhooks what the change log has for them, in its order and at least once, also after a
 * crash: each has its own place in the log. A call that fails is made again after 1, 2, 4, … and at
 * most 60 minutes; the tenth failure in a row makes the webhook inactive. Thread-safe.
 */
public final class Dispatcher implements AutoCloseable {
  private static final int MOST_FAILURES = 10;
  private static final int LONGEST_PAUSE_MINUTES = 60;

  private static final String WAITING =
      """
      SELECT d.tenant_id, s.webhook_id FROM datasource d JOIN tenant_counter n ON n.tenant_id = d.tenant_id AND n.name = 'change'
      JOIN webhook_state s ON s.tenant_id = d.tenant_id JOIN webhook w ON w.tenant_id = s.tenant_id AND w.webhook_id = s.webhook_id
      WHERE w.active AND NOT w.webhook_event_type_id = ANY(:custom) AND s.next_try <= :now AND n.value > s.seen
        AND (s.leased_until IS NULL OR s.leased_until < :now)
      """;

  private static final List<Integer> CUSTOM =
      Stream.of(HookEvent.values())
          .filter(event -> event.source().isEmpty())
          .map(HookEvent::id)
          .toList();

  private record Receiver(long tenant, int webhook) {}

  private final Database database;
  private final Vault vault;
  private final Outgoing outgoing;
  private final Rounds<Receiver> rounds;

  /** A dispatcher that waits for {@link #start}. */
  public Dispatcher(Database database, Vault vault, Outgoing outgoing) {
    this.database = database;
    this.vault = vault;
    this.outgoing = outgoing;
    this.rounds =
        new Rounds<>(
            database,
            Stream.concat(
                    Stream.of(Tables.WEBHOOK),
                    Stream.of(HookEvent.values())
                        .flatMap(event -> event.source().stream())
                        .map(HookEvent.Source::table))
                .collect(Collectors.toSet()),
            Dispatcher::waiting,
            this::tell,
            receiver -> "Webhook " + receiver.webhook());
  }

  /** Begins to tell, until closed; to be called once. */
  public Dispatcher start() {
    rounds.start();
    return this;
  }

  /** Tells what is due now; returns when all calls have ended. */
  public void dispatchDue() {
    rounds.finishDue();
  }

  private static List<Receiver> waiting(Sql sql) {
    return sql.list(
        WAITING,
        Map.of("now", sql.now(), "custom", CUSTOM),
        row -> new Receiver(row.number(1), row.integer(2)));
  }

  /** Tells the next piece; answers whether there may be more to tell now. */
  private boolean tell(Receiver receiver) {
    record Piece(HookState.Held held, HookState.News news, Optional<HookCall> call) {}
    Optional<Piece> piece =
        write(
            receiver,
            sql ->
                HookState.take(sql, receiver.webhook())
                    .map(held -> {
                      HookState.News news =
                          HookState.news(
                              sql,
                              held,
                              HookEvent.of(held.type()).orElseThrow().source().orElseThrow());
                      return new Piece(held, news, call(sql, held, news));
                    }));
    if (piece.isEmpty()) {
      return false;
    }
    HookState.News news = piece.get().news();
    Optional<HookCall.Outcome> outcome = piece.get().call().map(call -> call.make(outgoing));
    return write(
        receiver,
        sql -> {
          outcome.ifPresent(made -> {
            int _ = HookLog.write(sql, made, news.user());
            HookState.count(sql, made);
          });
          if (outcome.isEmpty() || outcome.get().isSuccess()) {
            HookState.told(sql, receiver.webhook(), news.last());
            return true;
          }
          failed(sql, piece.get().held(), outcome.get());
          return false;
        });
  }

  private Optional<HookCall> call(Sql sql, HookState.Held held, HookState.News news) {
    return news.ids().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HookCall(
                held.webhook(),
                held.event(),
                held.url(),
                HookSecrets.read(sql, vault, held.webhook()),
                news.ids(),
                sql.now()));
  }

  private static void failed(Sql sql, HookState.Held held, HookCall.Outcome outcome) {
    int failures = held.failures() + 1;
    int minutes = Math.min(LONGEST_PAUSE_MINUTES, 1 << Math.min(failures - 1, 6));
    HookState.failed(sql, held.webhook(), Duration.ofMinutes(minutes));
    if (failures == 1) {
      mail(sql, held, "Webhook %s fails".formatted(held.name()), outcome);
    }
    if (failures >= MOST_FAILURES) {
      sql.update(Tables.WEBHOOK, held.webhook(), Values.none().with("active", false));
      String subject = "Webhook %s is inactive after ten failures".formatted(held.name());
      mail(sql, held, subject, outcome);
      Integer author = held.author();
      if (author != null) {
        new Notice(
                NotificationType.SYSTEM_MESSAGES,
                subject,
                "The last result was %s. Its log has what was said.".formatted(outcome.result()))
            .tell(sql, author);
      }
    }
  }

  private static void mail(Sql sql, HookState.Held held, String subject, HookCall.Outcome outcome) {
    String body =
        "%s.%n%nEvent: %s%nResult: %s%nTime: %s%n%nIts log has what was said.%n"
            .formatted(subject, held.event(), outcome.result(), sql.now());
    String line = subject.replaceAll("\\p{Cntrl}", " ");
    held.mail().forEach(address -> Outbox.put(sql, new Message(address, line, body)));
  }

  private <T> T write(Receiver receiver, java.util.function.Function<Sql, T> work) {
    return database.write(receiver.tenant(), Scope.UNBOUNDED, null, work);
  }

  /** Ends. A call under way is left; without its answer it is made again after the next start. */
  @Override
  public void close() {
    rounds.close();
  }
}
