package org.meterbook.ledger.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.json.JsonMapper;

/**
 * A task, for those who do its work. Each step is written in the caller's transaction: work that
 * wants to be watched begins, reports and ends its task in transactions of their own.
 *
 * @param id its number
 * @param guid by which clients ask for it
 */
public record Task(int id, String guid) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String RUNNING = "Running";

  /** Tenant 0 is nobody's: it sees who has something. */
  private static final long NOBODY = 0;

  /** What is known of a task before it begins. */
  public record Plan(
      String guid, TaskType type, int user, Map<String, ?> settings, @Nullable Integer batch) {
    /** A task with a new name, of no batch. */
    public static Plan of(TaskType type, int user, Map<String, ?> settings) {
      return new Plan(UUID.randomUUID().toString(), type, user, settings, null);
    }
  }

  /**
   * A file that says what was refused.
   *
   * @param content a workbook
   */
  public record ErrorFile(String name, byte[] content) {}

  /** Begins a task. */
  public static Task begin(Sql sql, Plan plan) {
    int id =
        sql.insert(
            Tables.TASK,
            Values.none()
                .with("task_guid", plan.guid())
                .with("task_type_id", plan.type().id())
                .with("status", RUNNING)
                .with("settings", json(plan.settings()))
                .with("begin_date", sql.now())
                .with("user_id", plan.user())
                .with("batch_id", plan.batch()));
    return new Task(id, plan.guid());
  }

  /** Ends what a server left running when it stopped: nobody works on it any more. */
  public static void abandon(Database database) {
    List<Long> tenants =
        database.read(
            NOBODY,
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                    "SELECT DISTINCT d.tenant_id FROM datasource d JOIN task t ON t.tenant_id = d.tenant_id WHERE t.status = :running",
                    Map.of("running", RUNNING),
                    row -> row.number(1)));
    for (long tenant : tenants) {
      database.write(
          tenant,
          Scope.UNBOUNDED,
          null,
          sql -> {
            sql.list(
                    "SELECT t.task_id, t.task_guid FROM task t WHERE t.tenant_id = :tenant AND t.status = :running",
                    Map.of("running", RUNNING),
                    row -> new Task(row.integer(1), row.text(2)))
                .forEach(task ->
                    task.fail(sql, "The server stopped before it was done. Send it again."));
            return tenant;
          });
    }
  }

  /** Says how far it is. */
  public void report(Sql sql, String message) {
    sql.update(Tables.TASK, id, Values.none().with("message", message));
  }

  /**
   * Ends it well.
   *
   * @param output any value that has a JSON form
   */
  public void complete(Sql sql, String message, Object output) {
    end(sql, "Completed", message, output);
  }

  /** Ends it well, but for what was kicked out; see {@link #keep}. */
  public void completeWithKickouts(Sql sql, String message, Object output) {
    end(sql, "Completed with kickouts", message, output);
  }

  /** Ends it without success. */
  public void fail(Sql sql, String message) {
    end(sql, "Failed", message, null);
  }

  /** Keeps what was refused, for {@code errorOutput}; replaces an earlier file. */
  public void keep(Sql sql, ErrorFile file) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("name", file.name());
    values.put("content", file.content());
    sql.execute(
        """
        INSERT INTO task_file (tenant_id, task_id, file_name, content) VALUES (:tenant, :id, :name, :content)
        ON CONFLICT (tenant_id, task_id) DO UPDATE SET file_name = :name, content = :content
        """,
        values);
  }

  private void end(Sql sql, String status, String message, @Nullable Object output) {
    sql.update(
        Tables.TASK,
        id,
        Values.none()
            .with("status", status)
            .with("message", message)
            .with("output", output == null ? null : json(output))
            .with("end_date", sql.now()));
  }

  private static Sql.Json json(Object value) {
    return new Sql.Json(Objects.requireNonNull(JSON.writeValueAsString(value)));
  }
}
