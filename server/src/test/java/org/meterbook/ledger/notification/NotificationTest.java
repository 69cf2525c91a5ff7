package org.meterbook.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Users;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** Notifications: told, read, counted, mailed or not, each to its own user. */
class NotificationTest {
  private static final String PATH = "/api/v202108/notification";

  private final Datasource datasource = TestServer.datasource();
  private final Client client = datasource.client();

  private <T> T write(Function<Sql, T> work) {
    return TestServer.server()
        .database()
        .write(datasource.tenant(), Scope.UNBOUNDED, datasource.userId(), work);
  }

  private void tell(int user, String subject) {
    boolean _ =
        write(sql -> {
          new Notice(NotificationType.SYSTEM_MESSAGES, subject, "<b>Hello</b> you").tell(sql, user);
          return true;
        });
  }

  private JsonNode list() {
    return client.get(PATH).expect(200).json();
  }

  private int badge(String query) {
    return client
        .get(PATH + "/badge" + query)
        .expect(200)
        .json()
        .get("totalNotifications")
        .intValue();
  }

  private long mails() {
    return write(sql ->
        sql.first(
                "SELECT count(*) FROM mail_message WHERE tenant_id = :tenant AND recipient = 'ada@example.org'",
                Map.of(),
                row -> row.number(1))
            .orElseThrow());
  }

  private void choose(String option, int status) {
    client
        .put(
            PATH + "/usersetting",
            "[{\"notificationTypeId\": 1, \"configuredNotificationOption\": \"%s\"}]"
                .formatted(option))
        .expect(status);
  }

  @Test
  void whatIsToldIsCountedUntilItIsRead() {
    tell(datasource.userId(), "One");
    tell(datasource.userId(), "Two");
    assertThat(badge("")).isEqualTo(2);
    JsonNode first = list().get(0);
    assertThat(first.get("messagePreview").asString()).isEqualTo("Hello you");
    long id = first.get("notificationId").longValue();
    assertThat(client.get(PATH + "/" + id + "/detail").json().get("message").asString())
        .isEqualTo("<b>Hello</b> you");
    String read = "{\"notificationIds\": [%d, 987654321], \"action\": \"Read\"}".formatted(id);
    JsonNode result = client.put(PATH, read).expect(200).json();
    assertThat(List.of(result.get("selected").intValue(), result.get("updated").intValue()))
        .containsExactly(2, 1);
    assertThat(client.put(PATH, read).json().get("updated").intValue()).isEqualTo(0);
    assertThat(badge("?noLimit=true")).isEqualTo(1);
    JsonNode later = client.get(PATH + "/badge?lastCheckDateTimeUtc=2030-01-01T00:00:00Z").json();
    assertThat(later.get("newNotifications").intValue()).isEqualTo(0);
    assertThat(client.get(PATH, "filter", "isNotificationRead equals 'true'").json()).hasSize(1);
    assertThat(client.get(PATH, "filter", "searchText like 'two'").json()).hasSize(1);
  }

  @Test
  void nobodySeesOrChangesThoseOfOthers() {
    tell(datasource.userId(), "Mine");
    long id = list().get(0).get("notificationId").longValue();
    int other =
        Users.create(
            TestServer.server().database(),
            datasource.tenant(),
            "other",
            "Other",
            TestServer.PASSWORD,
            1);
    Client stranger = new Client(this.<String>write(sql -> ApiKeys.make(sql, other, "test")));
    assertThat(stranger.get(PATH).expect(200).json()).isEmpty();
    stranger.get(PATH + "/" + id).expect(404);
    stranger.get(PATH + "/" + id + "/detail").expect(404);
    assertThat(
            stranger
                .put(PATH, "{\"notificationIds\": [%d], \"action\": \"Archived\"}".formatted(id))
                .expect(200)
                .json()
                .get("updated")
                .intValue())
        .isEqualTo(0);
  }

  @Test
  void aUserChoosesHowToHearOfThings() {
    int _ =
        write(sql -> {
          sql.update(
              Tables.APP_USER, datasource.userId(), Values.none().with("email", "ada@example.org"));
          return 0;
        });
    tell(datasource.userId(), "Shown");
    assertThat(mails()).isEqualTo(0);
    choose("ShowInAppAndSendEmail", 200);
    tell(datasource.userId(), "Mailed");
    assertThat(mails()).isEqualTo(1);
    choose("Off", 200);
    tell(datasource.userId(), "Unheard");
    assertThat(list()).hasSize(2);
    client
        .put(
            PATH + "/systemsetting",
            "{\"allowUsersToEmailNotifications\": false, \"notificationSettings\": [{\"notificationTypeId\": 2, \"configuredNotificationOption\": \"Off\"}]}")
        .expect(200);
    choose("ShowInAppAndSendEmail", 400);
    JsonNode mine = client.get(PATH + "/usersetting").json().get("notificationSettings");
    assertThat(mine.get(1).get("configuredNotificationOption").asString())
        .as("who is there keeps what they have")
        .isEqualTo("ShowInAppOnly");
    int fresh =
        Users.create(
            TestServer.server().database(),
            datasource.tenant(),
            "new",
            "New",
            TestServer.PASSWORD,
            1);
    Client newcomer = new Client(this.<String>write(sql -> ApiKeys.make(sql, fresh, "test")));
    assertThat(
            newcomer
                .get(PATH + "/usersetting")
                .json()
                .get("notificationSettings")
                .get(1)
                .get("configuredNotificationOption")
                .asString())
        .isEqualTo("Off");
  }
}
