package org.meterbook.collection.work;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.Collecting;
import org.meterbook.store.Sql;

/**
 * An authorization as jobs need to know it.
 *
 * @param ongoingEnd nothing of a later moment is collected
 */
record Authorization(
    int id,
    String utility,
    boolean isTest,
    boolean isOver,
    @Nullable Instant expires,
    @Nullable Instant ongoingEnd) {
  static Optional<Authorization> find(Sql sql, int id) {
    return sql.first(
        """
        SELECT a.utility, a.is_test, a.revoked IS NOT NULL OR a.declined IS NOT NULL OR coalesce(a.expires < :now, false), a.expires, a.ongoing_end
        FROM collection_authorization a WHERE a.tenant_id = :tenant AND a.collection_authorization_id = :id
        """,
        Map.of("id", id, "now", sql.now()),
        row ->
            new Authorization(
                id,
                row.text(1),
                row.bool(2),
                row.bool(3),
                row.instantOrNull(4),
                row.instantOrNull(5)));
  }

  boolean isFree() {
    return Collecting.isFree(isTest, utility);
  }
}
