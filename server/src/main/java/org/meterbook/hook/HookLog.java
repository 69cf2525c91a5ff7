package org.meterbook.hook;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Every call, with what was said on both sides. */
final class HookLog {
  private static final int DEFAULT_DAYS = 3;
  private static final int ALWAYS_KEPT = 100;
  private static final String OF_WEBHOOK = "$.webhook_id = :webhookId";

  private static final Shape LINE =
      Shape.of("WebhookLogResponse", Tables.WEBHOOK_LOG)
          .field("webhookLogId", FieldType.LONG, "identifier of the call")
          .field("requestTimestamp", FieldType.MOMENT, "when it was made")
          .text("result", "HTTP status of the answer; 0 where there was none")
          .one("user", People.CHILD, "$.user_id", "who caused it; null for the system")
          .build();

  static final Shape DETAILS =
      Shape.of("WebhookLogDetailsResponse", Tables.WEBHOOK_LOG)
          .field(
              "url",
              FieldType.SEALED,
              HookSecrets.URL_FIELD,
              "where the call went; without its query for whoever may not manage webhooks")
          .text("request", "headers and body that were sent")
          .text("response", "head and body of the answer, or why there was none")
          .text("result", "HTTP status of the answer; 0 where there was none")
          .one("user", People.CHILD, "$.user_id", "who caused it; null for the system")
          .build();

  private HookLog() {}

  static void register(Operations operations) {
    operations
        .resource(LINE)
        .filters("requestTimestamp", "result", "webhookLogId")
        .filter("fullName", "user.fullName")
        .filter("systemUserCode", "user.userCode")
        .filter("systemUserID", "user.userId")
        .listing(
            "GetWebhookLogsV3",
            "/api/v3/webhook/{webhookId}/log",
            Webhooks.VIEW,
            true,
            OF_WEBHOOK,
            "Lists the calls of a webhook.");
    operations
        .resource(DETAILS)
        .oneWithin(
            "GetWebhookLogDetailsV3",
            "/api/v3/webhook/{webhookId}/log/{webhookLogId}/detail",
            Webhooks.VIEW,
            OF_WEBHOOK,
            "Answers what was said on both sides of a call.");
    operations
        .delete(
            "DeleteWebhookLogsOlderThanV202104",
            "/api/v202104/webhook/log",
            Webhooks.MANAGE,
            HookLog::forget,
            "Deletes old calls, but never the newest hundred of a webhook.")
        .parameter("olderThanDays", FieldType.INTEGER, "age in days, default 3");
  }

  /** Writes down a call; answers the id of its line. */
  static int write(Sql sql, HookCall.Outcome outcome, @Nullable Integer user) {
    int id = sql.nextId(Tables.WEBHOOK_LOG);
    Map<String, @Nullable Object> line = new HashMap<>();
    line.put("id", id);
    line.put("webhook", outcome.webhook());
    line.put("at", outcome.at());
    line.put("url", outcome.url());
    line.put("request", outcome.request());
    line.put("response", outcome.response().replace('\0', ' '));
    line.put("result", outcome.result());
    line.put("user", user);
    sql.execute(
        """
        INSERT INTO webhook_log (tenant_id, webhook_log_id, webhook_id, request_timestamp, url, request, response, result, user_id)
        VALUES (:tenant, :id, :webhook, :at, :url, :request, :response, :result, :user)
        """,
        line);
    return id;
  }

  private static void forget(Call call) {
    int days = call.parameter("olderThanDays").map(HookLog::days).orElse(DEFAULT_DAYS);
    call.sql()
        .execute(
            """
            DELETE FROM webhook_log l WHERE l.tenant_id = :tenant AND l.request_timestamp < :before AND l.webhook_log_id IN
              (SELECT r.webhook_log_id FROM (SELECT n.webhook_log_id,
                row_number() OVER (PARTITION BY n.webhook_id ORDER BY n.request_timestamp DESC, n.webhook_log_id DESC) AS place
                FROM webhook_log n WHERE n.tenant_id = :tenant) r WHERE r.place > :kept)
            """,
            Map.of(
                "before", call.now().minus(java.time.Duration.ofDays(days)), "kept", ALWAYS_KEPT));
  }

  private static int days(String text) {
    if (!text.strip().matches("\\d{1,5}")) {
      throw Problem.invalid("olderThanDays", "must be a whole number of days, not '" + text + "'");
    }
    return Integer.parseInt(text.strip());
  }
}
