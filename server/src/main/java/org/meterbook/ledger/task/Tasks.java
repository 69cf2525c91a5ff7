package org.meterbook.ledger.task;

import java.util.Map;
import java.util.Objects;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Tasks as clients see them. */
public final class Tasks {
  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final String SEES_ALL = "ApplicationSettings (View)";
  private static final String EDITS_ALL = "ApplicationSettings (Manage)";

  /**
   * What a task did may lie beyond the bounds and permissions of others: those of others are for
   * who sees the application settings and has no bounds.
   */
  private static final String SEEN = "($.user_id = :caller OR (:seesSettings AND NOT :bounded))";

  /** A code that ends in Import stands for imports by a profile too. */
  private static final String OF_TYPE =
      SEEN
          + """
           AND (:taskTypeCode::text IS NULL OR lower($taskType.task_type_code) = lower(:taskTypeCode)
            OR (lower(:taskTypeCode) = 'recordimport' AND $taskType.task_type_code = 'RecordImportPfl')
            OR (lower(:taskTypeCode) = 'esareadingimport' AND $taskType.task_type_code = 'EsaReadingImpPfl'))\
          """;

  private static final String OF_BILL_IMPORT =
      "CASE WHEN $.task_type_id = " + TaskType.BILL_IMPORT.id() + " THEN %s END";

  private static final Shape TYPE =
      Shape.of("TaskType", Tables.TASK_TYPE)
          .integer("taskTypeId", "identifier of the type")
          .text("taskTypeCode", "code of the type")
          .text("taskTypeInfo", "name of the type")
          .build();

  private static final Shape RESPONSE =
      Shape.of("TaskResponse", Tables.TASK)
          .field("hasAttachments", FieldType.BOOLEAN, "true", "always true")
          .integer("taskId", "number of the task")
          .field("taskGUId", FieldType.TEXT, "$.task_guid", "name of the task")
          .one("taskType", TYPE, "$.task_type_id", "what it does")
          .field("beginDate", FieldType.MOMENT, "when it began")
          .field("endDate", FieldType.MOMENT, "when it ended; null while it runs")
          .one("user", People.CHILD, "$.user_id", "who asked for it")
          .text("message", "what it says of itself")
          .field("output", FieldType.OBJECT, "$.output::text", "what came of it")
          .field("settings", FieldType.OBJECT, "$.settings::text", "what was asked for")
          .text("status", "Running, Completed, Completed with kickouts or Failed")
          .text("taskNote", "notes")
          .field(
              "analyzingCount",
              FieldType.INTEGER,
              OF_BILL_IMPORT.formatted("0"),
              "imported bills that are being analyzed; null for other tasks")
          .field(
              "unresolvedFlagCount",
              FieldType.INTEGER,
              OF_BILL_IMPORT.formatted("0"),
              "imported bills with an unresolved flag; null for other tasks")
          .field(
              "currentSuccessCount",
              FieldType.INTEGER,
              OF_BILL_IMPORT.formatted(
                  "(SELECT count(*) FROM bill b WHERE b.tenant_id = $.tenant_id AND b.import_task_id = $.task_id)"),
              "imported bills that still exist; null for other tasks")
          .one("batch", Batches.CHILD, "$.batch_id", "batch of the bills it made")
          .build();

  private Tasks() {}

  record TaskEdit(@Required @Meaning("notes") String taskNote) {}

  public static void register(Operations operations) {
    operations.named("taskGuid", Tables.TASK, "task_guid");
    operations
        .resource(RESPONSE)
        .filters("taskId", "beginDate", "endDate", "message", "status", "taskNote")
        .filter("taskGuid", "taskGUId")
        .filter("taskTypeCode", "taskType.taskTypeCode")
        .filter("taskTypeInfo", "taskType.taskTypeInfo")
        .filter("batchCode", "batch.batchCode")
        .filter("batchId", "batch.batchId")
        .filter("fullName", "user.fullName")
        .filter("systemUserCode", "user.userCode")
        .filter("systemUserId", "user.userId")
        .filter(
            "exportFileName",
            FieldType.TEXT,
            "{$.settings ->> 'exportFileName'}",
            "name of the file that an export made")
        .filter("exportMode", FieldType.TEXT, "{$.settings ->> 'exportMode'}", "kind of an export")
        .filter(
            "budgetVersionId",
            FieldType.INTEGER,
            "{($.settings ->> 'budgetVersionId')::int}",
            "budget version it works on")
        .listing("GetTasksV3", "/api/v3/task", "", true, OF_TYPE, "Lists tasks.")
        .parameter(
            "taskTypeCode",
            FieldType.TEXT,
            "only tasks of this type; RecordImport and EsaReadingImport with those by a profile")
        .oneWithin("GetTaskV3", "/api/v3/task/{taskGuid}", "", SEEN, "Answers one task.")
        .edit(
            "EditTaskV3",
            "/api/v3/task/{taskId}",
            "",
            TaskEdit.class,
            (call, request) -> {
              requireEditable(call, call.id("taskId"));
              call.sql().update(Tables.TASK, call.id("taskId"), Values.from(request));
            },
            "Replaces a task's notes.");
    operations.download(
        "GetTaskOutputFileV3",
        "/api/v3/task/{taskGuid}/errorOutput",
        "",
        Tasks::errors,
        "Hands out the workbook of what an import refused.");
  }

  private static void requireSeen(Call call, int task) {
    boolean seesAll = call.caller().may(SEES_ALL) && call.caller().scope().bounded().isEmpty();
    if (!seesAll && !isOwn(call, task)) {
      throw Problem.notFound("There is no task %d.".formatted(task));
    }
  }

  private static void requireEditable(Call call, int task) {
    requireSeen(call, task);
    if (!call.caller().may(EDITS_ALL) && !isOwn(call, task)) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "The notes of a task are for who asked for it, or has " + EDITS_ALL + ".");
    }
  }

  private static boolean isOwn(Call call, int task) {
    return call.sql()
        .exists(
            "SELECT 1 FROM task WHERE tenant_id = :tenant AND task_id = :task AND user_id = :user",
            Map.of("task", task, "user", call.caller().userId()));
  }

  private static Operation.File errors(Call call) {
    int task = call.id("taskGuid");
    requireSeen(call, task);
    return call.sql()
        .first(
            "SELECT f.file_name, f.content FROM task_file f WHERE f.tenant_id = :tenant AND f.task_id = :task",
            Map.of("task", task),
            row -> {
              byte[] content = Objects.requireNonNull(row.bytesOrNull(2));
              return new Operation.File(row.text(1), WORKBOOK, (_, out) -> out.write(content));
            })
        .orElseThrow(() -> Problem.notFound("The task has no file of what it refused."));
  }
}
