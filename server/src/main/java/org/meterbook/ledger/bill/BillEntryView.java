package org.meterbook.ledger.bill;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Reading;
import org.meterbook.api.Times;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.bill.BillEntryModels.BatchChild;
import org.meterbook.ledger.bill.BillEntryModels.BillEntryResponse;
import org.meterbook.ledger.bill.BillEntryModels.BillHeaderChild;
import org.meterbook.ledger.bill.BillEntryModels.ObservationMethodChild;
import org.meterbook.ledger.workflow.Workflow;
import org.meterbook.store.Row;
import tools.jackson.databind.JsonNode;

/** All that the entry screen needs: of a bill that is there, or of one that is to come. */
final class BillEntryView {
  private BillEntryView() {}

  static void register(Operations operations) {
    operations
        .compute(
            "GetBillEntryDataByBillIdV3",
            "GET",
            "/api/v3/bill/{billId}/billEntry",
            Bills.VIEW,
            BillEntryResponse.class,
            false,
            (call, _) -> ofBill(call, call.id("billId")),
            "Answers a bill as the entry screen shows it.")
        .compute(
            "GetBillEntryDataV3",
            "GET",
            "/api/v3/account/{accountId}/billEntry",
            Bills.VIEW,
            BillEntryResponse.class,
            false,
            (call, _) -> ofAccount(call),
            "Answers what the entry screen shows for an account's next bill.")
        .parameter(
            "beginDate",
            FieldType.DATE_TIME,
            "first day of the bill; default the end of the account's latest one");
  }

  /** Of the headers, what the row of a bill or of a batch says. */
  private record Headers(
      @Nullable String dueDate,
      @Nullable String statementDate,
      @Nullable String invoiceNumber,
      @Nullable String controlCode,
      @Nullable String nextReading,
      @Nullable Integer accountPeriod) {}

  private static BillEntryResponse ofBill(Call call, int bill) {
    JsonNode found =
        Reading.rows(
                call,
                Bills.RESPONSE,
                "$.bill_id = :bill",
                Map.of("bill", bill),
                OptionalInt.empty())
            .getFirst();
    BillEntryLines lines = BillEntryLines.ofBill(call.sql(), bill);
    JsonNode account = found.get("account");
    Headers headers =
        new Headers(
            text(found, "dueDate"),
            text(found, "statementDate"),
            text(found, "invoiceNumber"),
            text(found, "controlCode"),
            text(found, "nextReading"),
            found.get("accountPeriod").isNull() ? null : found.get("accountPeriod").asInt());
    JsonNode method = found.get("observationMethod");
    JsonNode batch = found.get("batch");
    return response(
        call,
        headers,
        new BillEntryModels.Bill(
            bill,
            account.get("accountId").asInt(),
            account.get("vendor").get("vendorId").asInt(),
            date(found, "beginDate"),
            date(found, "endDate"),
            found.get("billingPeriod").asInt(),
            found.get("totalCost").decimalValue(),
            found.get("estimated").asBoolean(),
            text(found, "billNote"),
            found.get("void").asBoolean(),
            found.get("fromVendor").asBoolean(),
            new ObservationMethodChild(
                method.get("observationMethodId").asInt(),
                method.get("observationMethodCode").asString(),
                method.get("observationMethodInfo").asString()),
            found.get("approved").asBoolean(),
            found.get("exportHold").asBoolean(),
            found.get("exported").asBoolean(),
            found.get("glExported").asBoolean(),
            text(found, "checkNumber"),
            date(found, "checkDate"),
            text(found, "payStatus"),
            date(found, "clearedDate"),
            new BatchChild(batch.get("batchId").asInt(), batch.get("batchCode").asString())),
        lines);
  }

  private static @Nullable String text(JsonNode row, String name) {
    JsonNode value = row.get(name);
    return value.isNull() ? null : value.asString();
  }

  private static @Nullable LocalDateTime date(JsonNode row, String name) {
    String text = text(row, name);
    return text == null ? null : LocalDateTime.parse(text);
  }

  private static BillEntryResponse ofAccount(Call call) {
    int account = call.id("accountId");
    LocalDateTime begin =
        call.date("beginDate", call.caller().zone()).orElseGet(() -> latestEnd(call, account));
    int vendor =
        call.sql()
            .first(
                "SELECT vendor_id FROM account WHERE tenant_id = :tenant AND account_id = :account",
                Map.of("account", account),
                row -> row.integer(1))
            .orElseThrow();
    Optional<Map.Entry<BatchChild, Headers>> open = openBatch(call);
    return response(
        call,
        open.map(Map.Entry::getValue)
            .orElseGet(() -> new Headers(null, null, null, null, null, null)),
        BillEntryModels.Bill.toCome(
            account, vendor, begin, open.map(Map.Entry::getKey).orElse(null)),
        BillEntryLines.ofAccount(call.sql(), account, vendor, begin));
  }

  private static LocalDateTime latestEnd(Call call, int account) {
    return call.sql()
        .first(
            "SELECT end_date FROM bill WHERE tenant_id = :tenant AND account_id = :account AND NOT void ORDER BY begin_date DESC LIMIT 1",
            Map.of("account", account),
            row -> row.local(1))
        .orElseGet(() -> call.today().minusMonths(1).atStartOfDay());
  }

  /** The caller's only open batch, with the headers that it gives. */
  private static Optional<Map.Entry<BatchChild, Headers>> openBatch(Call call) {
    List<Integer> open = Batches.openOf(call.sql(), call.caller().userId());
    if (open.size() != 1) {
      return Optional.empty();
    }
    return call.sql()
        .first(
            """
            SELECT batch_id, batch_code, due_date, statement_date, invoice_number, control_code, next_reading,
              account_period_year * 100 + account_period_number
            FROM batch WHERE tenant_id = :tenant AND batch_id = :batch
            """,
            Map.of("batch", open.getFirst()),
            row ->
                Map.entry(
                    new BatchChild(row.integer(1), row.text(2)),
                    new Headers(
                        date(row, 3),
                        date(row, 4),
                        row.textOrNull(5),
                        row.textOrNull(6),
                        date(row, 7),
                        row.integerOrNull(8))));
  }

  private static @Nullable String date(Row row, int column) {
    LocalDateTime date = row.localOrNull(column);
    return date == null ? null : Times.format(date);
  }

  private static BillEntryResponse response(
      Call call, Headers headers, BillEntryModels.Bill bill, BillEntryLines lines) {
    Workflow.Batch workflow = Workflow.read(call.sql()).batch();
    Integer period = headers.accountPeriod();
    return new BillEntryResponse(
        bill.billId(),
        bill.accountId(),
        bill.vendorId(),
        Batches.openOf(call.sql(), call.caller().userId()).isEmpty(),
        bill.beginDate(),
        bill.endDate(),
        bill.billingPeriod(),
        bill.days(),
        bill.totalCost(),
        header(headers.dueDate(), workflow.dueDate()),
        header(headers.statementDate(), workflow.statementDate()),
        header(headers.invoiceNumber(), workflow.invoiceNumber()),
        header(headers.controlCode(), workflow.controlCode()),
        header(headers.nextReading(), workflow.nextReading()),
        header(periodName(call, period), workflow.accountPeriodName()),
        header(period == null ? null : String.valueOf(period % 100), workflow.accountPeriodName()),
        header(period == null ? null : String.valueOf(period / 100), workflow.accountPeriodYear()),
        new BillHeaderChild(String.valueOf(bill.estimated()), false),
        bill.billNote(),
        bill.isVoid(),
        bill.fromVendor(),
        bill.observationMethod(),
        bill.approved(),
        false,
        bill.exportHold(),
        bill.apExported(),
        bill.glExported(),
        false,
        bill.checkNumber(),
        bill.checkDate(),
        bill.payStatus(),
        bill.clearedDate(),
        null,
        lines.accountLedger(),
        lines.meters(),
        lines.account(),
        lines.vendor(),
        bill.batch());
  }

  private static BillHeaderChild header(@Nullable String value, Workflow.Header header) {
    return new BillHeaderChild(value, header.isRequired());
  }

  private static @Nullable String periodName(Call call, @Nullable Integer period) {
    return period == null
        ? null
        : call.sql()
            .first(
                "SELECT name FROM account_period WHERE tenant_id = :tenant AND period_number = :number",
                Map.of("number", period % 100),
                row -> row.text(1))
            .orElse("Period " + period % 100);
  }
}
