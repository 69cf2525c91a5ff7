package org.meterbook.app.demo;

import java.util.List;
import java.util.Map;
import org.meterbook.ledger.notification.Notice;
import org.meterbook.ledger.notification.NotificationType;
import org.meterbook.ledger.task.Task;
import org.meterbook.ledger.task.TaskType;
import org.meterbook.ledger.weather.WeatherStations;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What an administrator has set up at the university. */
record DemoAdministration(Sql sql, int userId) {
  void fill() {
    groups();
    tasks();
    webhooks();
    settings();
    notices();
    billProfile();
    billPages();
    WeatherStations.know(sql, "RIVERTON");
  }

  private void billPages() {
    sql.insert(
        Tables.BILL_PAGE_RULE,
        Values.none()
            .with("rule_code", "Riverton Water bills")
            .with(
                "rule",
                new Sql.Json(
                    """
                    {"ruleCode": "Riverton Water bills", "recognize": ["Riverton Water"], "dateFormat": "MMMM d, yyyy",
                     "fields": {"account": "Account number (\\\\S+)", "begin": "Service from (.+) to", "end": "Service from .+ to (.+)",
                       "total": "Total of this bill (\\\\S+)"},
                     "lines": [{"pattern": "Water (?<use>\\\\S+) kgal (?<cost>\\\\S+)", "caption": "Water", "unitCode": "KGAL"}]}
                    """)));
  }

  private void billProfile() {
    sql.insert(
        Tables.BILL_IMPORT_PROFILE,
        Values.none()
            .with("profile_code", "Riverton Water")
            .with(
                "mapping",
                new Sql.Json(
                    """
                    {"dateFormat": "mm/dd/yyyy", "accountCodeColumnIndex": 1, "startDateColumnIndex": 2, "endDateColumnIndex": 3,
                     "meterCodeColumnIndex": 4, "observations": [
                       {"columnIndex": 5, "observationTypeCode": "TOTALUSE", "caption": "Use", "unitCode": "KGAL"},
                       {"columnIndex": 6, "observationTypeCode": "COST", "caption": "Total", "unitCode": "USDOLLARS"}]}
                    """)));
  }

  private void notices() {
    for (String subject : List.of("Welcome", "Bills of last month are in")) {
      new Notice(NotificationType.SYSTEM_MESSAGES, subject, "<p>" + subject + ".</p>")
          .tell(sql, userId);
    }
  }

  private void settings() {
    sql.insert(
        Tables.ADMIN_SETTING,
        Values.none()
            .with("field_name", "ShowWelcome")
            .with("value", "true")
            .with("data_type_id", 1));
  }

  private void groups() {
    for (String name : List.of("Facilities", "Finance")) {
      int group =
          sql.insert(
              Tables.USER_GROUP,
              Values.none()
                  .with("user_group_name", name)
                  .with("description", "Everybody in " + name)
                  .with("last_updated", sql.now()));
      sql.execute(
          "INSERT INTO user_group_member (tenant_id, user_group_id, user_id) VALUES (:tenant, :group, :user)",
          Map.of("group", group, "user", userId));
    }
  }

  private void tasks() {
    Task task =
        Task.begin(
            sql,
            Task.Plan.of(
                TaskType.READING_IMPORT, userId, Map.of("fileName", "meters-of-october.csv")));
    task.complete(sql, "2976 readings stored, 0 replaced, 0 rows refused", Map.of("stored", 2976));
    Task running =
        Task.begin(
            sql,
            Task.Plan.of(TaskType.SETUP_SHEET, userId, Map.of("fileName", "new-buildings.xlsx")));
    running.report(sql, "12 of 40 rows");
  }

  /** Inactive, so that a demo calls nobody. */
  private void webhooks() {
    int webhook =
        sql.insert(
            Tables.WEBHOOK,
            Values.none()
                .with("webhook_name", "New bills")
                .with("webhook_description", "Tells the payment system of bills")
                .with("webhook_event_type_id", 5)
                .with("url", "https://pay.example.org/bills")
                .with("mailing_list", List.of("finance@example.org"))
                .with("active", false)
                .with("created_by", userId)
                .with("created_date", sql.now()));
    sql.execute(
        "INSERT INTO webhook_state (tenant_id, webhook_id, seen, next_try, calls, successes) VALUES (:tenant, :id, 0, :now, 1, 0)",
        Map.of("id", webhook, "now", sql.now()));
    sql.execute(
        """
        INSERT INTO webhook_log (tenant_id, webhook_log_id, webhook_id, request_timestamp, url, request, response, result, user_id)
        VALUES (:tenant, :line, :id, :now, 'https://pay.example.org/bills', '{"ids": [1]}', 'no answer in 15 seconds', '0', :user)
        """,
        Map.of(
            "line",
            sql.nextId(Tables.WEBHOOK_LOG),
            "id",
            webhook,
            "now",
            sql.now(),
            "user",
            userId));
  }
}
