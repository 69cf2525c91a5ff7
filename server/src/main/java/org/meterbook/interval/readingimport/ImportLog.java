package org.meterbook.interval.readingimport;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.files.WorkbookWriter;
import org.meterbook.interval.readingimport.ImportModels.ImportLine;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportResult;
import org.meterbook.ledger.task.Task;
import org.meterbook.ledger.task.TaskType;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Values;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what came of imports. */
final class ImportLog {
  private static final Table TABLE = Table.of("reading_import");
  private static final JsonMapper MAPPER = new JsonMapper();

  private ImportLog() {}

  static ReadingImportResult keep(Call call, ReadingImportResult result) {
    call.sql()
        .insert(
            TABLE,
            Values.none()
                .with("task_guid", result.taskGUId())
                .with("file_name", result.fileName())
                .with("note", result.note())
                .with("row_count", result.rowsRead())
                .with("stored_count", result.stored())
                .with("replaced_count", result.replaced())
                .with("same_count", result.same())
                .with("repeated_count", result.repeated())
                .with("refused_count", result.refused())
                .with("refused", json(result.refusals()))
                .with("notes", json(result.notes()))
                .with("created_channels", json(result.createdChannels()))
                .with("created_by", call.caller().userId())
                .with("created_date", call.now()));
    log(call, result);
    return result;
  }

  private static void log(Call call, ReadingImportResult result) {
    Map<String, Object> settings = new HashMap<>(Map.of("fileName", result.fileName()));
    if (result.note() != null) {
      settings.put("note", result.note());
    }
    Task task =
        Task.begin(
            call.sql(),
            new Task.Plan(
                result.taskGUId(),
                TaskType.READING_IMPORT,
                call.caller().userId(),
                settings,
                null));
    if (!result.refusals().isEmpty()) {
      task.keep(
          call.sql(),
          new Task.ErrorFile(
              "refused-" + result.taskGUId() + ".xlsx",
              WorkbookWriter.table(
                  "Refused",
                  List.of("Line", "Reason"),
                  result.refusals().stream().map(line -> List.of(line.line(), line.text())))));
    }
    task.complete(
        call.sql(),
        "%d readings stored, %d replaced, %d rows refused"
            .formatted(result.stored(), result.replaced(), result.refused()),
        result);
  }

  private static Sql.Json json(Object value) {
    return new Sql.Json(MAPPER.writeValueAsString(value));
  }

  /**
   * The results of imports, the newest first; whoever has bounds sees only their own ones.
   *
   * @param task names the one; empty: the newest hundred
   */
  static List<ReadingImportResult> list(Call call, Optional<String> task) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("task", task.orElse(null));
    parameters.put("user", call.caller().userId());
    parameters.put("bounded", !call.caller().scope().bounded().isEmpty());
    return call.sql()
        .list(
            """
            SELECT i.task_guid, i.file_name, i.note, i.created_date, i.row_count, i.stored_count, i.replaced_count, i.same_count, i.repeated_count,
              i.refused_count, i.refused::text, i.notes::text, i.created_channels::text
            FROM reading_import i WHERE i.tenant_id = :tenant AND (:task::text IS NULL OR i.task_guid = :task)
              AND (i.created_by = :user OR NOT :bounded::boolean) ORDER BY i.reading_import_id DESC LIMIT 100
            """,
            parameters,
            row -> result(row, call.caller().zone()));
  }

  private static ReadingImportResult result(Row row, ZoneId zone) {
    return new ReadingImportResult(
        row.text(1),
        row.text(2),
        row.textOrNull(3),
        LocalDateTime.ofInstant(row.instant(4), zone),
        row.number(5),
        row.number(6),
        row.number(7),
        row.number(8),
        row.number(9),
        row.number(10),
        List.of(MAPPER.readValue(row.text(11), ImportLine[].class)),
        List.of(MAPPER.readValue(row.text(12), ImportLine[].class)),
        List.of(MAPPER.readValue(row.text(13), Integer[].class)));
  }
}
