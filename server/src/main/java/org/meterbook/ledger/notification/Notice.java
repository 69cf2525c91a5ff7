package org.meterbook.ledger.notification;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.mail.MailAddresses;
import org.meterbook.mail.Message;
import org.meterbook.mail.Outbox;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Something that a user is to be told.
 *
 * @param subject one line
 * @param message plain text
 */
public record Notice(NotificationType type, String subject, String message) {
  private record Reader(Option option, boolean mailed, @Nullable String email) {}

  /** Tells a user, in the caller's transaction, in the way that the user chose for its type. */
  public void tell(Sql sql, int user) {
    Optional<Reader> reader =
        sql.first(
            """
            SELECT coalesce(o.option, 'ShowInAppOnly'), s.allow_users_to_email_notifications, u.email FROM app_user u
            JOIN setting s ON s.tenant_id = u.tenant_id AND s.setting_id = 1
            LEFT JOIN notification_option o ON o.tenant_id = u.tenant_id AND o.user_id = u.user_id AND o.notification_type_id = :type
            WHERE u.tenant_id = :tenant AND u.user_id = :user AND u.active
            """,
            Map.of("user", user, "type", type.id()),
            row -> new Reader(Option.of(row.text(1)), row.bool(2), row.textOrNull(3)));
    reader
        .filter(each -> each.option() != Option.OFF)
        .ifPresent(each -> {
          show(sql, user);
          String email = each.email();
          if (each.option() == Option.SHOW_IN_APP_AND_SEND_EMAIL
              && each.mailed()
              && email != null
              && MailAddresses.isAddress(email)) {
            Outbox.put(sql, new Message(email, subject.replaceAll("\\p{Cntrl}", " "), message));
          }
        });
  }

  private void show(Sql sql, int user) {
    int _ =
        sql.insert(
            Tables.NOTIFICATION,
            Values.none()
                .with("user_id", user)
                .with("notification_type_id", type.id())
                .with("subject", subject)
                .with("message", message)
                .with("is_read", false)
                .with("archived", false)
                .with("created_date", sql.now())
                .with("created_by", sql.author().userId()));
  }
}
