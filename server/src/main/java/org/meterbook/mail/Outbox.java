package org.meterbook.mail;

import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Messages that wait for the {@link Postman}. */
public final class Outbox {
  private Outbox() {}

  /**
   * Writes, in the caller's transaction, a message to each address that chose the occasion.
   *
   * @param occasion the wire name of an event type
   * @param subject one line, without anything secret
   */
  public static void put(Sql sql, String occasion, String subject, String body) {
    List<String> recipients =
        sql.list(
            "SELECT address FROM mail_address WHERE tenant_id = :tenant AND (types = '{}' OR :type = ANY(types))",
            Map.of("type", occasion),
            row -> row.text(1));
    recipients.forEach(recipient -> put(sql, new Message(recipient, subject, body)));
  }

  /** Writes a message, due at once. */
  public static void put(Sql sql, Message message) {
    sql.execute(
        """
        INSERT INTO mail_message (tenant_id, mail_message_id, created, recipient, subject, body, next_try)
        VALUES (:tenant, :id, :now, :recipient, :subject, :body, :now)
        """,
        Map.of(
            "id", sql.nextId(Tables.MAIL_MESSAGE),
            "now", sql.now(),
            "recipient", message.recipient(),
            "subject", message.subject(),
            "body", message.body()));
    sql.touched(Tables.MAIL_MESSAGE);
  }
}
