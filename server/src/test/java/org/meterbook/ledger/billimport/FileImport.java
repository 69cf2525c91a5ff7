package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A datasource with two accounts and three meters, and imports into it over HTTP. */
final class FileImport {
  static final String HEADINGS =
      "ACCOUNT,STARTDATE,ENDDATE,ACE,METERCODE,VENDORCODE,TOTALUSE:KWH:Use,COST:USDOLLARS:Cost";

  final Ledger books = new Ledger();
  final Client client = books.client();
  final int vendor = books.vendor("POWER");
  final int water;
  final int electric;
  final int account;

  FileImport() {
    int rate = books.rate("Usual", vendor);
    int building = books.building("HALL", Ledger.ROOT);
    account = books.account("A1", Ledger.ROOT, vendor);
    electric = books.meter("E1", building);
    books.link(account, electric, rate);
    water =
        books.id(
            "/api/v3/meter",
            Ledger.meterBody("W1", building).replace("\"commodityId\":1", "\"commodityId\":4"),
            "meterId");
  }

  /** Sends a file in the Advanced format; answers its task when it has ended. */
  JsonNode csv(String... rows) {
    return send("bills.csv", (HEADINGS + "\n" + String.join("\n", rows) + "\n"), "");
  }

  JsonNode send(String name, String text, String more) {
    return send(client, name, text.getBytes(StandardCharsets.UTF_8), more);
  }

  static JsonNode send(Client by, String name, byte[] file, String more) {
    return ended(by, begin(by, name, file, more).expect(200).json().path("taskGUId").asString());
  }

  static Client.Response begin(Client by, String name, byte[] file, String more) {
    ObjectNode body = Client.JSON.createObjectNode();
    body.put("fileName", name);
    body.put("data", Base64.getEncoder().encodeToString(file));
    if (!more.isEmpty()) {
      body.setAll((ObjectNode) Client.JSON.readTree(more));
    }
    return by.post("/api/v3/import/bill", body.toString());
  }

  static JsonNode ended(Client by, String guid) {
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (System.nanoTime() < deadline) {
      JsonNode task = by.get("/api/v3/task/" + guid).expect(200).json();
      if (!task.path("status").asString().equals("Running")) {
        return task;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the import does not end");
  }

  /** Bills as "account begin end period total[ estimated][ void]". */
  List<String> bills() {
    List<String> bills = new ArrayList<>();
    for (JsonNode bill :
        client.get("/api/v3/bill", "orderBy", "beginDate,billId").expect(200).json()) {
      bills.add(
          "%s %s %s %s %s%s%s"
              .formatted(
                  bill.path("account").path("accountCode").asString(),
                  bill.path("beginDate").asString().substring(0, 10),
                  bill.path("endDate").asString().substring(0, 10),
                  bill.path("billingPeriod").asInt(),
                  bill.path("totalCost").decimalValue().setScale(2).toPlainString(),
                  bill.path("estimated").asBoolean() ? " estimated" : "",
                  bill.path("void").asBoolean() ? " void" : ""));
    }
    return bills;
  }

  JsonNode bill(int index) {
    return client.get("/api/v3/bill", "orderBy", "beginDate,billId").expect(200).json().get(index);
  }

  /** The rows of the workbook of what was kicked out, without its headings. */
  List<String> kickouts(JsonNode task) throws IOException {
    Optional<byte[]> file = errorFile(task);
    assertThat(file).isPresent();
    try (ReadableWorkbook book =
            new ReadableWorkbook(new ByteArrayInputStream(file.orElseThrow()));
        var rows = book.getFirstSheet().openStream()) {
      return rows.skip(1)
          .map(row ->
              String.join(
                  "|", row.stream().map(cell -> cell == null ? "" : cell.getText()).toList()))
          .toList();
    }
  }

  private Optional<byte[]> errorFile(JsonNode task) {
    return TestServer.server()
        .database()
        .read(
            books.tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.first(
                    "SELECT content FROM task_file WHERE tenant_id = :tenant AND task_id = :task",
                    Map.of("task", task.path("taskId").asInt()),
                    row -> java.util.Objects.requireNonNull(row.bytesOrNull(1))));
  }
}
