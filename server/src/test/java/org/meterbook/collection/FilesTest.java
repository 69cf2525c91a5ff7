package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.collection.connector.Found;
import org.meterbook.collection.connector.file.BillText;
import org.meterbook.greenbutton.GreenButtonFile;
import org.meterbook.greenbutton.Limits;
import tools.jackson.databind.JsonNode;

/** Everything that the API links to can be downloaded, and says the same as the API. */
class FilesTest {
  private static final Collected OWNER = Collected.make();
  private static String authorization = "";
  private static String meter = "";
  private static JsonNode collected;

  @BeforeAll
  static void collect() {
    JsonNode submitted = OWNER.submit("DEMO", "residential");
    authorization = submitted.path("uid").asString();
    meter = Collected.firstMeter(submitted);
    collected = OWNER.collect(meter);
  }

  private static Web.Answer file(String path) {
    return OWNER.web.get("/api/v2/files/" + path);
  }

  private static List<CsvRecord> csv(String path) {
    Web.Answer answer = file(path).expect(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    return CsvReader.builder().ofCsvRecord(answer.text()).stream().toList();
  }

  private static Map<String, String> named(List<CsvRecord> rows, int row) {
    Map<String, String> cells = new java.util.HashMap<>();
    for (int i = 0; i < rows.getFirst().getFieldCount(); i++) {
      cells.put(rows.getFirst().getField(i), rows.get(row).getField(i));
    }
    return cells;
  }

  @Test
  void everyLinkDownloads() {
    JsonNode exports = collected.path("exports");
    assertThat(exports.propertyNames())
        .containsExactly("bills_csv", "bills_zip", "latest_pdf", "intervals_csv", "intervals_xml");
    exports.forEach(link -> {
      OWNER.web.get(link.asString()).expect(200);
      OWNER.web.without().get(link.asString()).expect(401);
      String query = link.asString().contains("?") ? "&" : "?";
      OWNER.web.without().get(link.asString() + query + "access_token=" + OWNER.token).expect(200);
    });
    for (JsonNode bill : OWNER.get("/bills?meters=" + meter).path("bills")) {
      String raw = bill.path("sources").get(0).path("raw_url").asString();
      assertThat(OWNER.web.get(raw).expect(200).header("Content-Type"))
          .isEqualTo("application/pdf");
    }
  }

  @Test
  void billsAreATableWithTheHeaderThatClientsKnow() {
    List<CsvRecord> rows = csv("meters_bills_csv?meters=" + meter);
    assertThat(rows).hasSize(37);
    assertThat(rows.getFirst().getFields().subList(0, 17))
        .containsExactly(
            "meter_uid",
            "utility",
            "utility_service_id",
            "utility_billing_account",
            "utility_service_address",
            "utility_meter_number",
            "utility_tariff_name",
            "bill_start_date",
            "bill_end_date",
            "bill_days",
            "bill_statement_date",
            "bill_total_kWh",
            "bill_total",
            "source",
            "updated",
            "bill_volume",
            "bill_total_unit");
    assertThat(rows.getFirst().getFields())
        .contains("Tier_1_Usage_cost", "Tier_1_Usage_kwh", "Tier_4_Usage_cost");
    Map<String, String> example =
        java.util.stream.IntStream.range(1, rows.size())
            .mapToObj(row -> named(rows, row))
            .filter(row -> "194.78".equals(row.get("bill_total")))
            .findFirst()
            .orElseThrow();
    assertThat(example)
        .containsEntry("bill_total_kWh", "837.0")
        .containsEntry("bill_days", "29")
        .containsEntry("Tier_2_Usage_cost", "18.14")
        .containsEntry("Tier_2_Usage_kwh", "98.1")
        .containsEntry("utility", "DEMO")
        .containsEntry("source", "pdf");
  }

  @Test
  void demandAndTimesOfUseAreColumnsToo() {
    JsonNode submitted = OWNER.submit("DEMO", "commercial");
    List<String> uids = new ArrayList<>();
    for (JsonNode each : submitted.path("meters").path("meters")) {
      uids.add(each.path("uid").asString());
      OWNER.collect(uids.getLast());
    }
    List<CsvRecord> rows = csv("meters_bills_csv?accounts=" + submitted.path("uid").asString());
    assertThat(rows.getFirst().getFields()).contains("Max_Demand_cost", "Max_Demand_kw");
    assertThat(rows.getFirst().getFields()).anyMatch(name -> name.startsWith("power_"));
    assertThat(new HashSet<>(rows.stream().skip(1).map(row -> row.getField(0)).toList()))
        .containsExactlyInAnyOrderElementsOf(uids);
    List<CsvRecord> lines = csv("meters_lineitems_csv?meters=" + String.join(",", uids));
    assertThat(lines.getFirst().getFields().subList(8, 13))
        .containsExactly(
            "supplier_name",
            "line_item_name",
            "line_item_start",
            "line_item_end",
            "line_item_cost");
    List<CsvRecord> meters = csv("meters_csv?accounts=" + submitted.path("uid").asString());
    assertThat(meters).hasSize(5);
    file("billing_summaries_csv?authorizations=" + submitted.path("uid").asString()).expect(200);
  }

  @Test
  void startAndEndChoose() {
    List<CsvRecord> all = csv("meters_bills_csv?meters=" + meter);
    String start = named(all, 36).get("bill_start_date");
    assertThat(csv("meters_bills_csv?meters=%s&start=%s".formatted(meter, start))).hasSize(2);
    file("meters_bills_csv?meters=%s&start=%s".formatted(meter, "2099-01-01")).expect(404);
  }

  @Test
  void lineItemsAddUpToTheBills() {
    List<CsvRecord> bills = csv("meters_bills_csv?meters=" + meter);
    List<CsvRecord> lines = csv("meters_lineitems_csv?meters=" + meter);
    int cost = lines.getFirst().getFields().indexOf("line_item_cost");
    int total = bills.getFirst().getFields().indexOf("bill_total");
    assertThat(sum(lines, cost)).isCloseTo(sum(bills, total), within(0.005));
  }

  private static double sum(List<CsvRecord> rows, int column) {
    return rows.stream().skip(1).mapToDouble(row -> Double.parseDouble(row.getField(column))).sum();
  }

  @Test
  void intervalsAreTheSameAsTableAsGreenButtonAndOverTheApi(@TempDir Path folder)
      throws IOException {
    List<CsvRecord> rows = csv("intervals_csv?meters=" + meter);
    assertThat(rows.getFirst().getFields())
        .containsExactly(
            "meter_uid",
            "utility",
            "utility_service_id",
            "utility_service_address",
            "utility_meter_number",
            "utility_tariff_name",
            "interval_start",
            "interval_end",
            "interval_kWh",
            "net_kWh",
            "source",
            "updated",
            "interval_timezone");
    assertThat(rows).hasSize(1 + collected.path("interval_count").asInt());
    assertThat(rows.get(1).getField(6)).endsWith("T00:00:00.000000-08:00");
    assertThat(rows.get(1).getField(12)).isEqualTo("America/Los_Angeles");

    Web.Answer xml = file("intervals_xml?meters=" + meter).expect(200);
    assertThat(xml.header("Content-Type")).isEqualTo("application/atom+xml");
    Path feed = folder.resolve("feed.xml");
    java.nio.file.Files.write(feed, xml.raw().body());
    double[] sum = {0};
    try (GreenButtonFile opened = GreenButtonFile.open(feed, Limits.DEFAULT)) {
      assertThat(opened.tolerances()).isEmpty();
      assertThat(opened.usagePoints()).hasSize(1);
      opened.readings((series, reading) ->
          sum[0] += series.readingType().orElseThrow().physical(reading.value()).doubleValue());
    }
    assertThat(sum[0] / 1000).isCloseTo(sum(rows, 8), within(1e-6));
  }

  @Test
  void theArchiveHasAllBillsAndTheyReadBack() throws IOException {
    Web.Answer answer = file("meters_bills_zip?meters=" + meter).expect(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
    Set<String> names = new HashSet<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.raw().body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        assertThat(read(zip.readAllBytes())).isNotNull();
      }
    }
    assertThat(names).hasSize(36).allMatch(name -> name.matches(meter + "/\\d+_[\\w.-]+\\.pdf"));
  }

  @Test
  void theLatestBillIsTheLatest() {
    String latest =
        OWNER
            .get("/bills?limit=1&meters=" + meter)
            .path("bills")
            .get(0)
            .path("base")
            .path("bill_start_date")
            .asString();
    for (String path : List.of("latest_pdf/" + meter, "latest_pdf?meter=" + meter)) {
      Web.Answer answer = file(path).expect(200);
      assertThat(read(answer.raw().body()).start()).isEqualTo(latest.substring(0, 10));
      assertThat(answer.header("Content-Disposition")).contains(".pdf");
    }
  }

  private static Found.Bill read(byte[] pdf) {
    return ((BillText.Result.Read)
            BillText.read(new Found.Document("bill.pdf", "application/pdf", pdf)))
        .bill();
  }

  @Test
  void aDocumentIsFoundByItsUid() {
    String raw =
        OWNER
            .get("/bills?limit=1&meters=" + meter)
            .path("bills")
            .get(0)
            .path("sources")
            .get(0)
            .path("raw_url")
            .asString();
    String uid = raw.replaceAll(".*/pdf_bill/(\\d+)/.*", "$1");
    assertThat(file("pdf_bill?uid=" + uid).expect(200).raw().body())
        .isEqualTo(OWNER.web.get(raw).raw().body());
    file("pdf_bill/%s/whatever.pdf".formatted(uid)).expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meters_bills_csv?meters=999999",
        "meters_lineitems_csv?accounts=999999",
        "intervals_csv?meters=x",
        "intervals_xml?meters=999999",
        "meters_bills_zip?meters=999999",
        "meters_csv?authorizations=999999",
        "billing_summaries_csv?meters=999999",
        "latest_pdf/999999",
        "latest_pdf/x",
        "latest_pdf?meter=x",
        "latest_pdf?meter=999999",
        "pdf_bill/999999/a.pdf",
        "pdf_bill?uid=999999",
        "nothing_csv"
      })
  void whatIsNotThereIs404(String path) {
    JsonNode error = file(path).expect(404).json();
    assertThat(error.path("error").asString()).isEqualTo("not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meters_bills_csv",
        "intervals_xml?start=2026-01-01",
        "latest_pdf",
        "pdf_bill?uid="
      })
  void somethingMustBeNamed(String path) {
    assertThat(file(path).expect(400).json().path("error").asString())
        .isEqualTo("required_param_missing");
  }

  /** These answered 500. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/meters?uids=x",
        "/bills?meters=x",
        "/intervals?authorizations=x",
        "/authorizations?uids=x&include=meters",
        "/accounting/billing-accounts?meters=x",
        "/accounting/billing-summaries?meters=x"
      })
  void whatIsNoUidIsNobodys(String path) {
    assertThat(OWNER.web.get("/api/v2" + path).status()).isIn(200, 404);
    OWNER.web.post("/api/v2/meters/historical-collection", "{\"meters\": [\"x\"]}").expect(400);
  }

  @Test
  void anothersFilesAreNotThere() {
    Collected other = Collected.make();
    other.web.get("/api/v2/files/meters_bills_csv?meters=" + meter).expect(404);
    other.web.get("/api/v2/files/latest_pdf/" + meter).expect(404);
    other.web.get("/api/v2/files/meters_csv?accounts=" + authorization).expect(404);
  }

  @Test
  void aTextIsNoFormula() {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    CsvFile csv = new CsvFile(out);
    csv.row(java.util.Arrays.asList("=1+1", "-5.2", "-cmd", "@x", "a,\"b\"", null, "+1e3"));
    csv.finish();
    assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8).strip())
        .isEqualTo("'=1+1,-5.2,'-cmd,'@x,\"a,\"\"b\"\"\",,+1e3");
  }
}
