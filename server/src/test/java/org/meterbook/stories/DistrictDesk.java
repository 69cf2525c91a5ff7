package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** What people of the district do to bills, over HTTP and in the reference alike. */
final class DistrictDesk {
  private static final int DOLLARS = 58;

  private final SchoolDistrict district;
  private final ReferenceBooks reference;
  private int exports;

  DistrictDesk(SchoolDistrict district) {
    this.district = district;
    this.reference = district.reference;
  }

  int open(Client clerk, String code) {
    return clerk
        .post("/api/v3/batch", "{\"batchCode\": \"%s\", \"controlCode\": \"%1$s\"}".formatted(code))
        .expect(200)
        .json()
        .get("batchId")
        .intValue();
  }

  void status(Client clerk, int batch, String status) {
    clerk
        .put(
            "/api/v202206/batch/%d/status".formatted(batch),
            "{\"batchStatus\": \"%s\", \"note\": null}".formatted(status))
        .expect(204);
    boolean pending = status.equals("Pending");
    reference.inBatch(batch).forEach(bill -> reference.change(bill, each -> each.isVoid = pending));
  }

  void close(Client clerk, int batch) {
    clerk.put("/api/v3/batch/close/" + batch, "").expect(200);
    reference.close(batch);
  }

  BookedBill enter(Client clerk, BookedBill bill, int batch) {
    JsonNode answer = clerk.post("/api/v3/bill", body(bill, batch)).expect(200).json();
    bill.id = answer.get("billId").intValue();
    bill.batch = batch;
    reference.enter(bill);
    return bill;
  }

  /** Bills come as a file of the vendor, into the clerk's open batch. */
  void importAll(Client clerk, List<BookedBill> bills, int batch) {
    assertThat(DistrictFile.send(clerk, district, bills, batch).get("importedBills").intValue())
        .isEqualTo(bills.size());
    Map<String, Integer> found = new HashMap<>();
    clerk
        .get("/api/v3/bill", "filter", "batchId equals '%d'".formatted(batch), "pageSize", "1000")
        .expect(200)
        .json()
        .forEach(bill ->
            found.put(bill.get("invoiceNumber").stringValue(), bill.get("billId").intValue()));
    for (BookedBill bill : bills) {
      bill.id = Objects.requireNonNull(found.get(bill.invoice()), bill.invoice());
      bill.batch = batch;
      reference.enter(bill);
    }
  }

  String body(BookedBill bill, int batch) {
    return "{\"batchId\": %d, \"manualEntry\": true, \"billingPeriod\": %s, %s}"
        .formatted(batch, bill.isPart() ? bill.period : "null", content(bill, ""));
  }

  void edit(Client editor, BookedBill bill, List<BookedBill.Line> lines) {
    reference.change(bill, each -> each.lines = lines);
    String path = "/api/v3/bill/" + bill.id;
    Client careful = editor.with("If-Match", editor.get(path).expect(200).header("ETag"));
    String body =
        """
        {"billingPeriod": %d, "accountPeriod": null, "estimated": false, "statementDate": null, "nextReading": null, "controlCode": null,
         "setToUnapproved": null, "note": "as the vendor says", %s}\
        """
            .formatted(bill.period, content(bill, "\"bodyLineId\": null, "));
    careful.put(path, body).expect(200);
    careful.put(path, body).expect(412);
  }

  private String content(BookedBill bill, String more) {
    String meters =
        bill.lines.stream()
            .flatMap(line -> line.meter().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new))
            .stream()
            .map(meter ->
                "{\"meterId\": %d, \"bodyLines\": [%s]}"
                    .formatted(district.id(meter), lines(bill, Optional.of(meter), more)))
            .collect(Collectors.joining(", "));
    return """
    "accountId": %d, "beginDate": "%s", "endDate": "%s", "dueDate": "%s", "invoiceNumber": "%s",
     "meters": [%s], "accountBodyLines": [%s]\
    """
        .formatted(
            district.id(bill.account),
            bill.begin,
            bill.end,
            bill.end.plusDays(25),
            bill.invoice(),
            meters,
            lines(bill, Optional.empty(), more));
  }

  private String lines(BookedBill bill, Optional<String> meter, String more) {
    int unit = district.service(bill.account).unit();
    return bill.lines.stream()
        .filter(line -> line.meter().equals(meter))
        .map(line ->
            "{%s\"observationTypeId\": %d, \"caption\": \"%s\", %s, %s}"
                .formatted(
                    more,
                    line.kind().type,
                    line.kind(),
                    meter.isPresent() ? use(line, unit) : "\"specialChargeId\": null",
                    cost(line)))
        .collect(Collectors.joining(", "));
  }

  private static String use(BookedBill.Line line, int unit) {
    return line.kind() == BookedBill.Kind.USE
        ? "\"value\": %d, \"valueUnitId\": %d".formatted(line.use(), unit)
        : "\"value\": null, \"valueUnitId\": null";
  }

  private static String cost(BookedBill.Line line) {
    return line.kind() == BookedBill.Kind.USE
        ? "\"cost\": null, \"costUnitId\": null"
        : "\"cost\": %s, \"costUnitId\": %d".formatted(dollars(line.cents()), DOLLARS);
  }

  static String dollars(long cents) {
    return java.math.BigDecimal.valueOf(cents, 2).toPlainString();
  }

  static String ids(Collection<BookedBill> bills) {
    return bills.stream().map(bill -> bill.id).sorted().toList().toString();
  }

  /** How many bills a mark was set on. */
  int mark(Client client, String action, String name, boolean value, Collection<BookedBill> bills) {
    return client
        .put(
            "/api/v3/bill/" + action,
            "{\"ids\": %s, \"%s\": %s}".formatted(ids(bills), name, value))
        .expect(200)
        .json()
        .get("updated")
        .intValue();
  }

  void approve(Client client, Collection<BookedBill> bills) {
    assertThat(mark(client, "approve", "approve", true, bills)).isEqualTo(bills.size());
    bills.forEach(bill -> reference.change(bill, each -> each.approved = true));
  }

  void hold(Client client, BookedBill bill, boolean hold) {
    assertThat(mark(client, "exporthold", "exportHold", hold, List.of(bill))).isEqualTo(1);
    reference.change(bill, each -> each.held = hold);
  }

  void voidBill(Client client, BookedBill bill) {
    assertThat(mark(client, "void", "void", true, List.of(bill))).isEqualTo(1);
    reference.change(bill, each -> each.isVoid = true);
  }

  void delete(Client client, BookedBill bill) {
    JsonNode deleted =
        client.post("/api/v3/bill/delete", "{\"ids\": [%d]}".formatted(bill.id)).expect(200).json();
    assertThat(deleted.get("deleted").intValue()).isEqualTo(1);
    reference.delete(bill);
  }

  /** Everything that may be exported, which must be what the reference says, to the cent. */
  ExportedBills export(Client exporter, boolean generalLedger) {
    List<BookedBill> expected = reference.exportable(generalLedger);
    String body =
        "{\"billIds\": null, \"exportMode\": \"%s\", \"markAsExported\": true, \"exportNote\": \"month's end\"}"
            .formatted(generalLedger ? "gl" : "ap");
    Client once = exporter.with("Idempotency-Key", "export " + ++exports);
    var answer = once.put("/api/v3/bill/export", body).expect(200);
    assertThat(once.put("/api/v3/bill/export", body).expect(200).text())
        .as("sent again, because the answer seemed lost")
        .isEqualTo(answer.text());
    ExportedBills exported = ExportedBills.read(answer.text(), generalLedger);
    assertThat(exported.guid()).isEqualTo(answer.header("Ec-Guid"));
    assertThat(exported.totals())
        .isEqualTo(expected.stream().collect(Collectors.toMap(b -> b.id, BookedBill::total)));
    assertThat(exported.count()).isEqualTo(expected.size());
    assertThat(exported.total()).isEqualTo(ReferenceBooks.total(expected));
    assertThat(exported.ledgers())
        .isEqualTo(expected.stream().collect(Collectors.toMap(b -> b.id, reference::byLedger)));
    expected.forEach(bill ->
        reference.change(
            bill,
            each -> {
              if (generalLedger) {
                each.generalLedger = true;
              } else {
                each.run = Optional.of(exported.guid());
              }
            }));
    return exported;
  }

  void unexport(Client exporter, ExportedBills run) {
    JsonNode undone = exporter.put("/api/v3/bill/unexport/" + run.guid(), "").expect(200).json();
    assertThat(undone.get("updated").intValue()).isEqualTo(run.count());
    reference
        .which(bill -> bill.run.equals(Optional.of(run.guid())))
        .forEach(bill -> reference.change(bill, each -> each.run = Optional.empty()));
  }

  /** Accounting pays all of a run but what is void by then, and says so by a file. */
  void pay(Client clerk, ExportedBills run, LocalDate day) {
    List<BookedBill> bills = reference.which(bill -> bill.run.equals(Optional.of(run.guid())));
    String date = day.format(DateTimeFormatter.BASIC_ISO_DATE);
    String file =
        bills.stream()
            .map(bill -> "%d,C-%d,%s,PAID\n".formatted(bill.id, bill.id, date))
            .collect(Collectors.joining());
    JsonNode answer =
        clerk
            .with("Content-Type", "application/octet-stream")
            .send(
                "PUT",
                "/api/v202108/bill/billPaymentDetailsFile",
                BodyPublishers.ofString(file),
                false)
            .expect(200)
            .json();
    List<BookedBill> paid = bills.stream().filter(bill -> !bill.isVoid).toList();
    assertThat(answer.get("success").intValue()).isEqualTo(paid.size());
    assertThat(answer.get("failure").intValue()).isEqualTo(bills.size() - paid.size());
    paid.forEach(bill -> reference.change(bill, each -> each.paid = true));
  }
}
