package org.meterbook.ledger.notification;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** How users hear of things: the caller, and who is new. */
final class NotificationSettings {
  /** Stands for users that are to come. */
  private static final int NEW_USERS = 0;

  private NotificationSettings() {}

  record NotificationCategory(
      @Meaning("identifier of the category") int notificationCategoryId,
      @Meaning("name of the category") String notificationCategoryInfo,
      @Meaning("what is in it") String notificationCategoryDescription) {}

  record NotificationType(
      @Meaning("identifier of the type") int notificationTypeId,
      @Meaning("name of the type") String notificationTypeInfo,
      @Meaning("what it is about") String notificationTypeDescription,
      @Meaning("its category") NotificationCategory notificationCategory) {}

  record NotificationSettingResponse(
      @Meaning("what it is about") NotificationType notificationType,
      @Meaning("how it is heard of") String configuredNotificationOption,
      @Meaning("how it may be heard of") List<String> availableNotificationOptions) {}

  record NotificationSettingsResponse(
      @Meaning("users may have notifications mailed") boolean allowUsersToEmailNotifications,
      @Meaning("each type") List<NotificationSettingResponse> notificationSettings) {}

  record NotificationSettingRequest(
      @Required @Refers("notification_type") @Meaning("which type") Integer notificationTypeId,
      @Required
          @OneOf({"ShowInAppAndSendEmail", "ShowInAppOnly", "Off"})
          @Meaning("how it is heard of")
          String configuredNotificationOption) {}

  record NotificationSystemSettingsRequest(
      @Required @Meaning("users may have notifications mailed")
          Boolean allowUsersToEmailNotifications,
      @Defined @Meaning("types that change; the others stay")
          @Nullable List<NotificationSettingRequest> notificationSettings) {}

  static void register(Operations operations) {
    String system = Notifications.PATH + "/systemsetting";
    String user = Notifications.PATH + "/usersetting";
    operations
        .compute(
            "GetNotificationSystemSettingsV202108",
            "GET",
            system,
            "ApplicationSettings (View)",
            NotificationSettingsResponse.class,
            false,
            (call, _) -> settings(call.sql(), NEW_USERS),
            "Answers how new users hear of things.")
        .compute(
            "UpdateNotificationSystemSettingsV202108",
            "PUT",
            system,
            "ApplicationSettings (Manage)",
            NotificationSystemSettingsRequest.class,
            NotificationSettingsResponse.class,
            NotificationSettings::updateSystem,
            "Changes how new users hear of things; others keep their settings.")
        .compute(
            "GetNotificationUserSettingsV202108",
            "GET",
            user,
            "",
            NotificationSettingsResponse.class,
            false,
            (call, _) -> settings(call.sql(), call.caller().userId()),
            "Answers how the caller hears of things.")
        .computeAll(
            "UpdateNotificationUserSettingsV202108",
            "PUT",
            user,
            "",
            NotificationSettingRequest.class,
            NotificationSettingsResponse.class,
            (call, requests) -> {
              update(call.sql(), call.caller().userId(), requests);
              return settings(call.sql(), call.caller().userId());
            },
            "Changes how the caller hears of things.");
  }

  private static NotificationSettingsResponse updateSystem(
      Call call, NotificationSystemSettingsRequest request) {
    call.sql()
        .update(
            Tables.SETTING,
            1,
            Values.none()
                .with(
                    "allow_users_to_email_notifications",
                    request.allowUsersToEmailNotifications()));
    List<NotificationSettingRequest> settings = request.notificationSettings();
    update(call.sql(), NEW_USERS, settings == null ? List.of() : settings);
    return settings(call.sql(), NEW_USERS);
  }

  private static void update(Sql sql, int user, List<NotificationSettingRequest> requests) {
    List<String> available = available(isMailed(sql));
    for (int i = 0; i < requests.size(); i++) {
      NotificationSettingRequest request = requests.get(i);
      if (!available.contains(request.configuredNotificationOption())) {
        throw Problem.invalid(
            "[" + i + "].configuredNotificationOption",
            "must be one of "
                + String.join(", ", available)
                + ": notifications are not mailed here");
      }
      sql.execute(
          """
          INSERT INTO notification_option (tenant_id, user_id, notification_type_id, option) VALUES (:tenant, :user, :type, :option)
          ON CONFLICT (tenant_id, user_id, notification_type_id) DO UPDATE SET option = :option
          """,
          Map.of(
              "user",
              user,
              "type",
              request.notificationTypeId(),
              "option",
              request.configuredNotificationOption()));
    }
    if (!requests.isEmpty()) {
      record(sql, user, requests);
    }
  }

  private static void record(Sql sql, int user, List<NotificationSettingRequest> requests) {
    String options =
        requests.stream()
            .map(request ->
                "\"%d\": \"%s\""
                    .formatted(
                        request.notificationTypeId(), request.configuredNotificationOption()))
            .collect(Collectors.joining(", ", "{\"notification_options\": {", "}}"));
    if (user == NEW_USERS) {
      sql.recordEdit(Tables.SETTING, 1, options);
    } else {
      sql.recordEdit(Tables.APP_USER, user, options);
    }
  }

  private static boolean isMailed(Sql sql) {
    return sql.exists(
        "SELECT 1 FROM setting WHERE tenant_id = :tenant AND setting_id = 1 AND allow_users_to_email_notifications",
        Map.of());
  }

  private static List<String> available(boolean mailed) {
    return Stream.of(Option.values())
        .filter(option -> mailed || option != Option.SHOW_IN_APP_AND_SEND_EMAIL)
        .map(Option::wireName)
        .toList();
  }

  private static NotificationSettingsResponse settings(Sql sql, int user) {
    boolean mailed = isMailed(sql);
    List<NotificationSettingResponse> settings =
        sql.list(
            """
            SELECT t.notification_type_id, t.notification_type_info, t.notification_type_description, c.notification_category_id,
              c.notification_category_info, c.notification_category_description, coalesce(o.option, 'ShowInAppOnly')
            FROM notification_type t JOIN notification_category c ON c.notification_category_id = t.notification_category_id
            LEFT JOIN notification_option o ON o.tenant_id = :tenant AND o.user_id = :user AND o.notification_type_id = t.notification_type_id
            ORDER BY t.notification_type_id
            """,
            Map.of("user", user),
            row ->
                new NotificationSettingResponse(
                    new NotificationType(
                        row.integer(1),
                        row.text(2),
                        row.text(3),
                        new NotificationCategory(row.integer(4), row.text(5), row.text(6))),
                    row.text(7),
                    available(mailed)));
    return new NotificationSettingsResponse(mailed, settings);
  }
}
