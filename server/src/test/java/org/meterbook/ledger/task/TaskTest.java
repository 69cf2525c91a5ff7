package org.meterbook.ledger.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** Tasks: of an import, by their types, and their notes. */
class TaskTest {
  private static final String IMPORT =
      """
      {"data": "2026-10-01 01:00,nowhere,12\\n", "inlineProfile": {"delimiter": ",", "numberOfHeaderRows": 0,
       "timestampColumnNumber": 1, "timestampFormat": "yyyy-MM-dd HH:mm", "meterImportIdColumnNumber": 2, "numberOfColumns": 3,
       "dataMapping": [{"columnNumber": 3, "observationTypeCode": "INTERVALUSE", "unitCode": "KWH"}]}}\
      """;

  private final Datasource datasource = TestServer.datasource();
  private final Client client = datasource.client();

  private <T> T write(java.util.function.Function<Sql, T> work) {
    return TestServer.server()
        .database()
        .write(datasource.tenant(), Scope.UNBOUNDED, datasource.userId(), work);
  }

  @Test
  void anImportOfReadingsIsATaskWithAFileOfWhatItRefused() {
    String guid =
        client.post("/api/v3/import/reading", IMPORT).expect(200).json().get("taskGUId").asString();
    JsonNode task = client.get("/api/v3/task/" + guid).expect(200).json();
    assertThat(task.get("status").asString()).isEqualTo("Completed");
    assertThat(task.get("taskType").get("taskTypeCode").asString()).isEqualTo("ReadingImport");
    assertThat(task.get("output").get("refused").intValue()).isEqualTo(1);
    assertThat(task.get("user").get("userId").intValue()).isEqualTo(datasource.userId());
    assertThat(task.get("currentSuccessCount").isNull()).isTrue();
    Client.Response file = client.get("/api/v3/task/" + guid + "/errorOutput").expect(200);
    assertThat(file.text()).startsWith("PK");
    assertThat(file.header("Content-Disposition")).contains(".xlsx");
    assertThat(client.get("/api/v3/task", "taskTypeCode", "readingimport").json()).hasSize(1);
    assertThat(client.get("/api/v3/task", "taskTypeCode", "Budget").json()).isEmpty();
    assertThat(
            client
                .put("/api/v3/task/" + task.get("taskId").intValue(), "{\"taskNote\": \"seen\"}")
                .expect(200)
                .json()
                .get("taskNote")
                .asString())
        .isEqualTo("seen");
  }

  @Test
  void aTaskTellsHowFarItIs() {
    Task task =
        write(sql ->
            Task.begin(
                sql, Task.Plan.of(TaskType.SETUP_SHEET, datasource.userId(), Map.of("a", 1))));
    String path = "/api/v3/task/" + task.guid();
    assertThat(client.get(path).json().get("endDate").isNull()).isTrue();
    Sql nothing =
        write(sql -> {
          task.report(sql, "half of it");
          return sql;
        });
    assertThat(nothing).isNotNull();
    assertThat(client.get(path).json().get("message").asString()).isEqualTo("half of it");
    int _ =
        write(sql -> {
          task.fail(sql, "the sheet has no rows");
          return 0;
        });
    assertThat(client.get(path).json().get("status").asString()).isEqualTo("Failed");
    client.get(path + "/errorOutput").expect(404);
  }

  @Test
  void whatAStoppedServerLeftRunningHasFailed() {
    Task left =
        write(sql ->
            Task.begin(sql, Task.Plan.of(TaskType.READING_IMPORT, datasource.userId(), Map.of())));
    Task.abandon(TestServer.server().database());
    JsonNode task = client.get("/api/v3/task/" + left.guid()).expect(200).json();
    assertThat(task.get("status").asString()).isEqualTo("Failed");
    assertThat(task.get("message").asString()).contains("The server stopped");
    assertThat(task.get("endDate").isNull()).isFalse();
  }

  @Test
  void tasksOfOthersWereOpenToEverybody() {
    Ledger ledger = new Ledger();
    Client administrator = ledger.client();
    String guid =
        administrator
            .post("/api/v3/import/reading", IMPORT)
            .expect(200)
            .json()
            .get("taskGUId")
            .asString();
    String task = "/api/v3/task/" + guid;
    String note =
        "/api/v3/task/" + administrator.get(task).expect(200).json().get("taskId").intValue();
    String seen = "{\"taskNote\": \"seen\"}";
    for (Client stranger :
        List.of(ledger.granted(), ledger.bounded(ledger.building("B", Ledger.ROOT), Ledger.ROOT))) {
      stranger.get(task).expect(404);
      stranger.get(task + "/errorOutput").expect(404);
      stranger.put(note, seen).expect(404);
      assertThat(stranger.get("/api/v3/task").expect(200).json()).isEmpty();
    }
    Client reader = ledger.granted("ApplicationSettings.View");
    reader.get(task + "/errorOutput").expect(200);
    assertThat(reader.get("/api/v3/task").expect(200).json()).hasSize(1);
    reader.put(note, seen).expect(403);
    ledger
        .granted("ApplicationSettings.View", "ApplicationSettings.Manage")
        .put(note, seen)
        .expect(200);
  }
}
