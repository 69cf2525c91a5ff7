package org.meterbook.ledger.change;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Row;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who changed what and when, with the row before and after: for those who answer for the books. */
final class AuditLog {
  private static final JsonMapper JSON = new JsonMapper();

  private AuditLog() {}

  record AuditLogEntry(
      @Meaning("counts up in the order of commit") long changeNumber,
      @Meaning("what changed, such as meter") String resource,
      @Meaning("its identifier") long id,
      @Meaning("create, edit or delete") String kind,
      @Meaning("when") LocalDateTime date,
      @Meaning("identifier of the user who did it; null for the system") @Nullable Integer userId,
      @Meaning("the row before; null for a creation") @Nullable JsonNode before,
      @Meaning("the row after; null for a deletion") @Nullable JsonNode after) {}

  static void register(Operations operations) {
    operations
        .compute(
            "GetAuditLogV202611",
            "GET",
            "/api/v202611/auditLog",
            "ApplicationSettings (Manage)",
            AuditLogEntry.class,
            true,
            (call, _) -> entries(call),
            "Lists changes with the rows before and after; empty for users with bounds.")
        .parameter("since", FieldType.LONG, "the last number seen; 0 where not given")
        .parameter("resource", FieldType.TEXT, "only of this resource; of all where not given")
        .parameter("id", FieldType.LONG, "only of the one with this identifier")
        .parameter("limit", FieldType.INTEGER, Changes.LIMIT);
  }

  private static List<AuditLogEntry> entries(Call call) {
    // Rows say more than what lies within somebody's bounds.
    if (!call.caller().scope().bounded().isEmpty()) {
      return List.of();
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("since", Changes.number(call, "since", Long.MAX_VALUE).orElse(0L));
    StringBuilder where = new StringBuilder();
    call.parameter("resource")
        .ifPresent(resource -> {
          where.append(" AND c.resource = :resource");
          parameters.put("resource", Feed.table(resource.strip()));
        });
    Changes.number(call, "id", Long.MAX_VALUE)
        .ifPresent(id -> {
          where.append(" AND c.entity_id = :id");
          parameters.put("id", id);
        });
    String text =
        """
        SELECT c.change_number, c.resource, c.entity_id, c.kind, c.made_at, c.user_id, c.before::text, c.after::text FROM change c
        WHERE c.tenant_id = :tenant AND c.change_number > :since%s ORDER BY c.change_number LIMIT %d
        """
            .formatted(where, Changes.limit(call));
    return call.sql().list(text, parameters, row -> entry(call, row));
  }

  private static AuditLogEntry entry(Call call, Row row) {
    return new AuditLogEntry(
        row.number(1),
        Feed.noun(row.text(2)),
        row.number(3),
        row.text(4),
        LocalDateTime.ofInstant(row.instant(5), call.caller().zone()),
        row.integerOrNull(6),
        json(row.textOrNull(7)),
        json(row.textOrNull(8)));
  }

  private static @Nullable JsonNode json(@Nullable String text) {
    return text == null ? null : JSON.readTree(text);
  }
}
