package org.meterbook.collection;

import java.io.IOException;
import java.io.OutputStream;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.store.Sql;

/** What was collected, as files; written from the cursor to the wire. */
final class Files {
  private static final String PATH = "/api/v2/files/";
  private static final String CSV = "text/csv; charset=utf-8";

  private final Site site;

  Files(Site site) {
    this.site = site;
  }

  /** Writes what was chosen. */
  private interface Content {
    void write(Sql sql, Span span, OutputStream out) throws IOException;
  }

  void register(Operations operations) {
    timed(
        operations,
        "GetMetersBillsCsv",
        "meters_bills_csv",
        "Hands out bills as a table.",
        call -> bills(call, "bills.csv", BillsCsv::write));
    timed(
        operations,
        "GetMetersLineItemsCsv",
        "meters_lineitems_csv",
        "Hands out the lines of bills as a table.",
        call -> bills(call, "line_items.csv", LineItemsCsv::write));
    timed(
        operations,
        "GetIntervalsCsv",
        "intervals_csv",
        "Hands out interval data as a table.",
        call -> intervals(call, "intervals.csv", CSV, IntervalsCsv::write));
    timed(
        operations,
        "GetIntervalsXml",
        "intervals_xml",
        "Hands out interval data as a Green Button.",
        call ->
            intervals(
                call,
                "intervals.xml",
                "application/atom+xml",
                new FeedFile(site, call.now())::write));
    timed(
        operations,
        "GetMetersBillsZip",
        "meters_bills_zip",
        "Hands out the PDFs of bills in an archive.",
        Files::archive);
    chosen(
        operations,
        "GetMetersCsv",
        "meters_csv",
        "Hands out meters as a table.",
        call -> file("meters.csv", CSV, Span.ofFile(call, false), MetersCsv::write));
    chosen(
        operations,
        "GetBillingSummariesCsv",
        "billing_summaries_csv",
        "Hands out statements of billing accounts as a table.",
        Files::summaries);
    operations
        .download(
            "GetLatestPdf",
            PATH + "latest_pdf/{uid}",
            "",
            call -> latest(call.sql(), call.id("uid")),
            "Hands out a meter's newest bill as a PDF.")
        .download(
            "GetLatestPdfOfMeter",
            PATH + "latest_pdf",
            "",
            call -> latest(call.sql(), named(call, "meter")),
            "Hands out the newest bill of the meter that is named, as a PDF.")
        .parameter("meter", FieldType.TEXT, "the meter's UID")
        .download(
            "GetPdfBill",
            PATH + "pdf_bill/{uid}/{name}",
            "",
            call -> document(call.sql(), call.id("uid")),
            "Hands out a bill's document, whatever it is called.")
        .download(
            "GetPdfBillByUid",
            PATH + "pdf_bill",
            "",
            call -> document(call.sql(), named(call, "uid")),
            "Hands out the document that is named.")
        .parameter("uid", FieldType.TEXT, "the document's UID");
  }

  private static void timed(
      Operations operations,
      String id,
      String name,
      String summary,
      java.util.function.Function<Call, Operation.File> work) {
    chosen(operations, id, name, summary, work);
    operations
        .parameter(
            "start", FieldType.TEXT, "what begins then or later: a time, or a day of the utility's")
        .parameter("end", FieldType.TEXT, "what ends then or earlier");
  }

  private static void chosen(
      Operations operations,
      String id,
      String name,
      String summary,
      java.util.function.Function<Call, Operation.File> work) {
    operations
        .download(id, PATH + name, "", work, summary)
        .parameter("meters", FieldType.TEXT, "of these meters")
        .parameter("authorizations", FieldType.TEXT, "of these authorizations")
        .parameter("accounts", FieldType.TEXT, "another word for authorizations");
  }

  private static Operation.File bills(Call call, String name, Content content) {
    Span span = Span.ofFile(call, true);
    require(call, span.all(BillsCsv.SELECT, "LIMIT 1"), span);
    return file(name, CSV, span, content);
  }

  private static Operation.File intervals(Call call, String name, String media, Content content) {
    Span span = Span.ofFile(call, true);
    require(
        call,
        span.all("SELECT 1 " + IntervalsCsv.FROM + " WHERE t.tenant_id = :tenant", "LIMIT 1"),
        span);
    return file(name, media, span, content);
  }

  private static Operation.File archive(Call call) {
    Span span = Span.ofFile(call, true);
    if (!Documents.any(call.sql(), span)) {
      throw nothing();
    }
    return file("bills.zip", "application/zip", span, Documents::zip);
  }

  private static Operation.File summaries(Call call) {
    Span span = SummariesCsv.of(Span.ofFile(call, false));
    require(call, span.all("SELECT 1 " + SummariesCsv.FROM, "LIMIT 1"), span);
    return file("billing_summaries.csv", CSV, span, SummariesCsv::write);
  }

  private static Operation.File file(String name, String media, Span span, Content content) {
    return new Operation.File(name, media, (call, out) -> content.write(call.sql(), span, out));
  }

  private static void require(Call call, String statement, Span span) {
    if (!call.sql().exists(statement, span.parameters())) {
      throw nothing();
    }
  }

  private static org.meterbook.api.Problem nothing() {
    return Refusal.notFound("Nothing was collected that fits the given parameters.");
  }

  private static Operation.File latest(Sql sql, int meter) {
    return document(
        sql,
        Documents.latest(sql, meter)
            .orElseThrow(() -> Refusal.notFound("There is no bill of this meter as a PDF.")));
  }

  private static Operation.File document(Sql sql, int document) {
    return Documents.find(sql, document)
        .orElseThrow(() -> Refusal.notFound("There is no such document."));
  }

  private static int named(Call call, String parameter) {
    String text =
        call.parameter(parameter)
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .orElseThrow(() -> Refusal.missing("'" + parameter + "' is required."));
    return Selection.number(text)
        .orElseThrow(() -> Refusal.notFound("There is no %s %s.".formatted(parameter, text)));
  }
}
