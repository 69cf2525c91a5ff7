package org.meterbook.ledger.notification;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The caller's own notifications; nobody sees those of others. */
public final class Notifications {
  static final String PATH = "/api/v202108/notification";
  private static final String OWN = "$.user_id = :caller";

  private static final Shape CATEGORY =
      Shape.of("NotificationCategory", Tables.NOTIFICATION_CATEGORY)
          .integer("notificationCategoryId", "identifier of the category")
          .text("notificationCategoryInfo", "name of the category")
          .text("notificationCategoryDescription", "what is in it")
          .build();

  private static final Shape TYPE =
      Shape.of("NotificationType", Tables.NOTIFICATION_TYPE)
          .integer("notificationTypeId", "identifier of the type")
          .text("notificationTypeInfo", "name of the type")
          .text("notificationTypeDescription", "what it is about")
          .one("notificationCategory", CATEGORY, "$.notification_category_id", "its category")
          .build();

  private static final Shape BASE =
      Shape.of("NotificationBase", Tables.NOTIFICATION)
          .field("notificationId", FieldType.LONG, "identifier of the notification")
          .field("read", FieldType.BOOLEAN, "$.is_read", "was read")
          .bool("archived", "was put away")
          .text("subject", "one line")
          .field("createdDate", FieldType.MOMENT, "when it was written")
          .one("notificationType", TYPE, "$.notification_type_id", "what it is about")
          .build();

  private static final Shape RESPONSE =
      Shape.of("NotificationResponse", Tables.NOTIFICATION)
          .like(BASE)
          .field(
              "messagePreview",
              FieldType.TEXT,
              "left(regexp_replace($.message, '<[^>]*>', '', 'g'), 200)",
              "its beginning, without markup")
          .build();

  private static final Shape DETAILS =
      Shape.of("NotificationDetailsResponse", Tables.NOTIFICATION)
          .like(BASE)
          .text("message", "all of it")
          .one("createdByUser", People.CHILD, "$.created_by", "who wrote it; null for the system")
          .absent("primaryAction", FieldType.OBJECT, "what can be done about it")
          .absent("secondaryAction", FieldType.OBJECT, "what else can be done about it")
          .build();

  private Notifications() {}

  record NotificationUpdateRequest(
      @Defined @NotEmpty @Meaning("which; those of others are passed over")
          List<Long> notificationIds,
      @Required @OneOf({"Read", "Unread", "Archived", "Unarchived"}) @Meaning("what they become")
          String action) {}

  record NotificationBadgeResponse(
      @Meaning("neither read nor put away") int totalNotifications,
      @Meaning("of these, those written since the last check") int newNotifications,
      @Meaning("when this was counted, UTC; for the next check")
          LocalDateTime lastCheckDateTimeUtc) {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("notificationId")
        .filter("isNotificationArchived", "archived")
        .filter("isNotificationRead", "read")
        .filter("notificationTypeID", "notificationType.notificationTypeId")
        .filter("notificationTypeInfo", "notificationType.notificationTypeInfo")
        .filter(
            "searchText", FieldType.TEXT, "{$.subject || ' ' || $.message}", "subject and message")
        .listing(
            "GetNotificationsV202108", PATH, "", true, OWN, "Lists the caller's notifications.")
        .oneWithin(
            "GetNotificationV202108",
            PATH + "/{notificationId}",
            "",
            OWN,
            "Answers one of the caller's notifications.");
    operations
        .resource(DETAILS)
        .oneWithin(
            "GetNotificationDetailsV202108",
            PATH + "/{notificationId}/detail",
            "",
            OWN,
            "Answers all of one of the caller's notifications.");
    operations
        .resource(TYPE)
        .list(
            "GetNotificationTypesV202108",
            PATH + "/type",
            "",
            "Lists what notifications can be about.");
    operations
        .compute(
            "UpdateListOfNotificationsV202108",
            "PUT",
            PATH,
            "",
            NotificationUpdateRequest.class,
            UpdateResult.class,
            Notifications::update,
            "Marks notifications of the caller as read, unread, put away or not.")
        .compute(
            "GetNotificationBadgeTotalsV202108",
            "GET",
            PATH + "/badge",
            "",
            NotificationBadgeResponse.class,
            false,
            (call, _) -> badge(call),
            "Counts the caller's notifications that are neither read nor put away.")
        .parameter(
            "lastCheckDateTimeUtc",
            FieldType.MOMENT,
            "what was written since is new; not given: all of them")
        .parameter("noLimit", FieldType.BOOLEAN, "counts all, not only the newest 250");
    NotificationSettings.register(operations);
  }

  private static UpdateResult update(Call call, NotificationUpdateRequest request) {
    List<Long> ids = request.notificationIds().stream().distinct().toList();
    boolean reads = request.action().toLowerCase(java.util.Locale.ROOT).endsWith("read");
    boolean becomes = !request.action().startsWith("Un");
    String column = reads ? "is_read" : "archived";
    List<Integer> changed =
        call.sql()
            .list(
                "SELECT n.notification_id FROM notification n WHERE n.tenant_id = :tenant AND n.user_id = :user AND n.notification_id = ANY(:ids::bigint[]) AND n.%s <> :becomes FOR UPDATE"
                    .formatted(column),
                Map.of("user", call.caller().userId(), "ids", ids, "becomes", becomes),
                row -> row.integer(1));
    changed.forEach(
        id -> call.sql().update(Tables.NOTIFICATION, id, Values.none().with(column, becomes)));
    return new UpdateResult(ids.size(), changed.size());
  }

  private static NotificationBadgeResponse badge(Call call) {
    Sql sql = call.sql();
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("user", call.caller().userId());
    parameters.put(
        "since",
        call.date("lastCheckDateTimeUtc", ZoneOffset.UTC)
            .map(check -> check.toInstant(ZoneOffset.UTC))
            .orElse(null));
    parameters.put("all", call.flag("noLimit"));
    return sql.first(
            """
            SELECT count(*), count(*) FILTER (WHERE :since::timestamptz IS NULL OR x.created_date > :since) FROM
              (SELECT n.created_date, n.is_read, n.archived, row_number() OVER (ORDER BY n.notification_id DESC) AS place
               FROM notification n WHERE n.tenant_id = :tenant AND n.user_id = :user) x
            WHERE NOT x.is_read AND NOT x.archived AND (:all::boolean OR x.place <= 250)
            """,
            parameters,
            row ->
                new NotificationBadgeResponse(
                    (int) row.number(1),
                    (int) row.number(2),
                    LocalDateTime.ofInstant(sql.now(), ZoneOffset.UTC)
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)))
        .orElseThrow();
  }
}
