package org.meterbook.collection.page;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/**
 * An authorization as its customer may see it.
 *
 * @param status pending, updated or errored
 * @param message what is going on, for people
 * @param note the type of the newest note, which says why; may be empty
 * @param expires empty until revoked
 * @param ongoingEnd no data of a later moment is collected
 * @param referral the newest
 */
record Granted(
    int id,
    String utility,
    String email,
    Instant created,
    Optional<Instant> declined,
    Optional<Instant> revoked,
    Optional<Instant> expires,
    Optional<Instant> ongoingEnd,
    String status,
    String message,
    String note,
    String referral) {
  static Optional<Granted> find(Sql sql, int id) {
    return sql.first(
        """
        SELECT a.collection_authorization_id, a.utility, a.customer_email, a.created, a.declined, a.revoked, a.expires, a.ongoing_end,
          a.status, a.status_message, coalesce(a.notes -> -1 ->> 'type', ''), coalesce(a.referrals[cardinality(a.referrals)], '')
        FROM collection_authorization a WHERE a.tenant_id = :tenant AND a.collection_authorization_id = :id
        """,
        Map.of("id", id),
        Granted::granted);
  }

  private static Granted granted(Row row) {
    return new Granted(
        row.integer(1),
        row.text(2),
        row.text(3),
        row.instant(4),
        Optional.ofNullable(row.instantOrNull(5)),
        Optional.ofNullable(row.instantOrNull(6)),
        Optional.ofNullable(row.instantOrNull(7)),
        Optional.ofNullable(row.instantOrNull(8)),
        row.text(9),
        row.text(10),
        row.text(11),
        row.text(12));
  }

  /** The utility asks for the code of a second factor. */
  boolean needsCode() {
    return failedBy("access_code_needed");
  }

  /** The utility did not take the credentials. */
  boolean isRejected() {
    return failedBy("access_invalid");
  }

  private boolean failedBy(String type) {
    return revoked.isEmpty() && declined.isEmpty() && status.equals("errored") && note.equals(type);
  }

  boolean isExpired(Instant now) {
    return expires.filter(end -> !end.isAfter(now)).isPresent();
  }
}
