package org.meterbook.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Database;
import org.meterbook.store.Row;
import org.meterbook.store.Scope;
import org.meterbook.store.Tables;
import org.meterbook.store.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to the mailbox, at least once: after 1, 2, 4, … minutes, then hourly, for 72
 * hours. While the mailbox itself fails, one message a minute tries whether it is back. What is due
 * is judged by the database's clock.
 */
public final class Postman implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
  private static final Duration TRIED_FOR = Duration.ofHours(72);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int LONGEST_WAIT_MINUTES = 60;

  /** Tenant 0 is nobody's: it sees for whom there is something to do. */
  private static final long NOBODY = 0;

  private static final String DUE =
      """
      SELECT d.tenant_id, m.mail_message_id, m.created, m.attempts, m.recipient, m.subject, m.body
      FROM datasource d JOIN mail_message m ON m.tenant_id = d.tenant_id WHERE m.next_try <= :now
      ORDER BY m.next_try, m.tenant_id, m.mail_message_id LIMIT 100
      """;

  private record Waiting(long tenant, int id, Instant created, int attempts, Message message) {
    static Waiting of(Row row) {
      return new Waiting(
          row.number(1),
          row.integer(2),
          row.instant(3),
          row.integer(4),
          new Message(row.text(5), row.text(6), row.text(7)));
    }
  }

  private final Database database;
  private final Mailbox mailbox;
  private final Watch watch;
  private Instant resumed = Instant.MIN;

  /** A postman who waits for {@link #start}. */
  public Postman(Database database, Mailbox mailbox) {
    this.database = database;
    this.mailbox = mailbox;
    this.watch = new Watch(database, Tables.MAIL_MESSAGE, this::sendDue);
  }

  /** Begins to send what is due, until closed; to be called once. */
  public Postman start() {
    watch.start();
    return this;
  }

  /** Sends what is due now; returns when all were tried. */
  public synchronized void sendDue() {
    List<Waiting> page = page();
    while (!page.isEmpty()) {
      for (Waiting waiting : page) {
        if (watch.isClosed() || database.clock().instant().isBefore(resumed)) {
          return;
        }
        send(waiting);
      }
      page = page();
    }
  }

  private List<Waiting> page() {
    return database.read(
        NOBODY, Scope.UNBOUNDED, sql -> sql.list(DUE, Map.of("now", sql.now()), Waiting::of));
  }

  private void send(Waiting waiting) {
    try {
      mailbox.send(waiting.message());
      tried(waiting, database.clock().instant(), null);
    } catch (MailException e) {
      LOG.warn("Mail {} is tried again later: {}", waiting.id(), e.getMessage());
      Instant now = database.clock().instant();
      if (e.isUnreachable()) {
        resumed = now.plus(PAUSE);
      }
      int minutes = Math.min(LONGEST_WAIT_MINUTES, 1 << Math.min(waiting.attempts(), 6));
      Instant next = now.plus(Duration.ofMinutes(minutes));
      tried(waiting, null, next.isAfter(waiting.created().plus(TRIED_FOR)) ? null : next);
    }
  }

  private void tried(Waiting waiting, @Nullable Instant sent, @Nullable Instant next) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", waiting.id());
    values.put("sent", sent);
    values.put("next", next);
    int _ =
        database.write(
            waiting.tenant(),
            Scope.UNBOUNDED,
            null,
            sql ->
                sql.execute(
                    """
                    UPDATE mail_message SET sent = :sent, next_try = :next, attempts = attempts + 1,
                      body = CASE WHEN :next::timestamptz IS NULL THEN '' ELSE body END
                    WHERE tenant_id = :tenant AND mail_message_id = :id
                    """,
                    values));
  }

  @Override
  public void close() {
    watch.close();
  }
}
