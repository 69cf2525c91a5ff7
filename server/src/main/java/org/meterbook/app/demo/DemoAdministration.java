package org.meterbook.app.demo;

import java.util.List;
import java.util.Map;
import org.meterbook.ledger.task.Task;
import org.meterbook.ledger.task.TaskType;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What an administrator has set up at the university. */
record DemoAdministration(Sql sql, int userId) {
  void fill() {
    groups();
    tasks();
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
}
