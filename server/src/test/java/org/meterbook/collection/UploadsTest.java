package org.meterbook.collection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Files that the owner hands over become meters, bills and interval data. */
class UploadsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Collected SOURCE = Collected.make();
  private static String demo = "";
  private static JsonNode demoBill;

  private final Collected owner = Collected.make();

  @BeforeAll
  static void collect() {
    demo = Collected.firstMeter(SOURCE.submit("DEMO", "residential"));
    SOURCE.collect(demo);
    demoBill = SOURCE.get("/bills?limit=1&meters=" + demo).path("bills").get(0);
  }

  private static byte[] exported(String path) {
    return SOURCE.web.get("/api/v2/files/" + path).expect(200).raw().body();
  }

  private JsonNode upload(String query, byte[] bytes, int status) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(owner.web.base() + "/api/v2/uploads?" + query))
            .header("Authorization", "Bearer " + owner.token)
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build();
    try {
      HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
      return Client.JSON.readTree(answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Uploads for a customer, waits until all is done, and answers the authorization's uid. */
  private String hand(String name, byte[] bytes) {
    String uid =
        upload("email=ann@example.com&name=" + name, bytes, 200)
            .path("authorization_uid")
            .asString();
    owner.settle();
    return uid;
  }

  private JsonNode onlyMeter(String authorization) {
    JsonNode meters = owner.get("/meters?authorizations=" + authorization).path("meters");
    assertThat(meters.size()).as(meters.toString()).isEqualTo(1);
    return meters.get(0);
  }

  private JsonNode bills(String authorization) {
    return owner.get("/bills?authorizations=" + authorization).path("bills");
  }

  private JsonNode inbox(String authorization) {
    return owner.get("/uploads?authorization=" + authorization).path("uploads");
  }

  @Test
  void aPdfBecomesAMeterWithItsBill() {
    byte[] pdf = exported("latest_pdf/" + demo);
    String authorization = hand("June%20bill.pdf", pdf);

    JsonNode meter = onlyMeter(authorization);
    assertThat(meter.path("status").asString()).as(meter.toString()).isEqualTo("updated");
    assertThat(meter.path("utility").asString()).isEqualTo("UPLOAD");
    assertThat(meter.path("bill_count").asInt()).isEqualTo(1);
    JsonNode base = bills(authorization).get(0).path("base");
    for (String same :
        List.of("service_identifier", "billing_account", "bill_total_cost", "bill_total_volume")) {
      assertThat(base.path(same)).as(same).isEqualTo(demoBill.path("base").path(same));
    }
    String raw = bills(authorization).get(0).path("sources").get(0).path("raw_url").asString();
    assertThat(raw).endsWith("/June_bill.pdf");
    assertThat(owner.web.get(raw).expect(200).raw().body()).isEqualTo(pdf);

    JsonNode upload = inbox(authorization).get(0);
    assertThat(upload.path("status").asString()).isEqualTo("read");
    assertThat(upload.path("media").asString()).isEqualTo("application/pdf");
    assertThat(upload.path("document").asString()).isEqualTo(raw);
    assertThat(
            owner.<Integer>read(sql ->
                sql.list(
                        "SELECT 1 FROM collection_document WHERE tenant_id = :tenant",
                        Map.of(),
                        row -> row.integer(1))
                    .size()))
        .as("the document is kept once")
        .isEqualTo(1);
  }

  @Test
  void theSameFileAgainChangesNothing() {
    byte[] pdf = exported("latest_pdf/" + demo);
    JsonNode first = upload("email=ann@example.com&name=a.pdf", pdf, 200);
    owner.settle();
    String authorization = first.path("authorization_uid").asString();
    JsonNode before = bills(authorization);
    JsonNode events = owner.get("/events");
    Collected.clock().advance(Duration.ofHours(1));

    JsonNode second = upload("email=ANN@example.com&name=b.pdf", pdf, 200);
    owner.settle();

    assertThat(second.path("inbox_uid")).isEqualTo(first.path("inbox_uid"));
    assertThat(second.path("status").asString()).isEqualTo("read");
    assertThat(bills(authorization)).isEqualTo(before);
    assertThat(owner.get("/events")).isEqualTo(events);
    assertThat(inbox(authorization).size()).isEqualTo(1);
  }

  @Test
  void ourOwnTableOfBillsIsReadBack() {
    String authorization = hand("bills.csv", exported("meters_bills_csv?meters=" + demo));
    assertThat(onlyMeter(authorization).path("bill_count").asInt()).isEqualTo(36);
    JsonNode theirs = SOURCE.get("/bills?meters=" + demo).path("bills");
    JsonNode ours = bills(authorization);
    for (int i = 0; i < 36; i++) {
      for (String same :
          List.of("bill_total_cost", "bill_total_volume", "bill_total_unit", "service_tariff")) {
        assertThat(ours.get(i).path("base").path(same))
            .isEqualTo(theirs.get(i).path("base").path(same));
      }
      assertThat(ours.get(i).path("base").path("bill_start_date").asString().substring(0, 10))
          .isEqualTo(
              theirs.get(i).path("base").path("bill_start_date").asString().substring(0, 10));
    }
  }

  @Test
  void tablesWithOtherWordsAreReadToo() {
    String csv =
        "Account;Meter;Start;End;Usage;Unit;Cost\n"
            + "42;M-1;01/05/2026;02/04/2026;1,200.5;kWh;$123.45\n"
            + "42;G-1;2026-01-05;2026-02-04;31;therms;40\n";
    String authorization = hand("a.csv", csv.getBytes(UTF_8));
    JsonNode bills = bills(authorization);
    assertThat(bills.size()).isEqualTo(2);
    assertThat(bills.valueStream().map(bill -> bill.path("base").path("service_class").asString()))
        .containsExactlyInAnyOrder("electric", "gas");
    assertThat(
            bills.valueStream().map(bill -> bill.path("base").path("bill_total_cost").asDouble()))
        .containsExactlyInAnyOrder(123.45, 40.0);
  }

  @Test
  void aWorkbookIsReadLikeATable() {
    byte[] book =
        Sheet.of(
            List.of(
                List.of("account", "service id", "from", "to", "usage", "unit", "total"),
                List.of("42", "S-7", "2026-03-01", "2026-04-01", "500", "kwh", "77.10")));
    String authorization = hand("bills.xlsx", book);
    JsonNode bill = bills(authorization).get(0);
    assertThat(bill.path("base").path("bill_total_cost").asDouble()).isEqualTo(77.10);
    assertThat(bill.path("base").path("service_identifier").asString()).isEqualTo("S-7");
  }

  @Test
  void aGreenButtonBringsTheSameReadings() {
    String authorization = hand("feed.zip", zipped(exported("intervals_xml?meters=" + demo)));
    JsonNode theirs = SOURCE.get("/meters/" + demo);
    JsonNode meter = onlyMeter(authorization);
    assertThat(meter.path("interval_count")).isEqualTo(theirs.path("interval_count"));
    assertThat(meter.path("interval_coverage")).isEqualTo(theirs.path("interval_coverage"));
    assertThat(sum(owner, meter.path("uid").asString())).isCloseTo(sum(SOURCE, demo), within(1e-6));
  }

  private static byte[] zipped(byte[] feed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("feed.xml"));
      zip.write(feed);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void aTableOfIntervalsAndAPlainFeedAreReadToo() {
    String path = "?start=2026-09-01&meters=" + demo;
    String authorization = hand("intervals.csv", exported("intervals_csv" + path));
    JsonNode meter = onlyMeter(authorization);
    assertThat(meter.path("interval_count").asInt()).isGreaterThan(70 * 96);
    Collected.clock().advance(Duration.ofHours(1));
    hand("feed.xml", exported("intervals_xml" + path));
    assertThat(onlyMeter(authorization).path("interval_count"))
        .isEqualTo(meter.path("interval_count"));
    assertThat(onlyMeter(authorization).path("interval_sources").toString()).isEqualTo("[\"xml\"]");
    assertThat(sum(owner, meter.path("uid").asString())).isCloseTo(sum(SOURCE, demo), within(1e-6));
  }

  private static double sum(Collected of, String meter) {
    double sum = 0;
    for (JsonNode day : of.get("/intervals?limit=30&meters=" + meter).path("intervals")) {
      for (JsonNode reading : day.path("readings")) {
        sum += reading.path("kwh").asDouble();
      }
    }
    assertThat(sum).isPositive();
    return sum;
  }

  @Test
  void halfADayAndItsOtherHalfAreOneDay() {
    String head = "service,interval_start,interval_end,interval_kWh\n";
    String morning = "S,2026-11-03T01:00:00-06:00,2026-11-03T02:00:00-06:00,1.5\n";
    String evening = "S,2026-11-03T20:00:00-06:00,2026-11-03T21:00:00-06:00,2.5\n";
    hand("a.csv", (head + morning).getBytes(UTF_8));
    Collected.clock().advance(Duration.ofHours(1));
    String authorization = hand("b.csv", (head + evening).getBytes(UTF_8));
    assertThat(sum(owner, onlyMeter(authorization).path("uid").asString())).isEqualTo(4.0);
  }

  @Test
  void theSameBillInAnotherFileChangesNothing() {
    String csv = "service,start,end,cost\nS,2026-01-01,2026-02-01,10\n";
    String authorization = hand("a.csv", csv.getBytes(UTF_8));
    JsonNode before = bills(authorization);
    Collected.clock().advance(Duration.ofHours(1));
    hand("b.csv", (csv + "\n").getBytes(UTF_8));
    JsonNode after = bills(authorization);
    assertThat(after).isEqualTo(before);
    assertThat(onlyMeter(authorization).path("status").asString()).isEqualTo("updated");
    assertThat(inbox(authorization).size()).isEqualTo(2);
  }

  @Test
  void anOlderBillMayComeLater() {
    byte[] zip = exported("meters_bills_csv?meters=" + demo);
    List<String> lines = new String(zip, UTF_8).lines().toList();
    hand("new.csv", (lines.getFirst() + "\n" + lines.getLast()).getBytes(UTF_8));
    Collected.clock().advance(Duration.ofHours(1));
    String authorization =
        hand("old.csv", (lines.getFirst() + "\n" + lines.get(1)).getBytes(UTF_8));
    assertThat(bills(authorization).size()).isEqualTo(2);
  }

  @Test
  void whatCannotBeReadWaitsForAPersonAndTheRestGoesOn() {
    byte[] garbage = "%PDF-1.7 nothing that could be read".getBytes(UTF_8);
    String authorization = hand("scan.pdf", garbage);
    JsonNode pending = owner.get("/authorizations/" + authorization);
    assertThat(pending.path("status").asString()).isEqualTo("pending");
    assertThat(pending.path("notes").get(0).path("type").asString()).isEqualTo("pending_manual");
    JsonNode waiting = inbox(authorization).get(0);
    assertThat(waiting.path("status").asString()).isEqualTo("pending_manual");
    assertThat(waiting.path("reason").asString()).isNotBlank();
    assertThat(owner.web.get(waiting.path("document").asString()).expect(200).raw().body())
        .isEqualTo(garbage);

    hand("good.pdf", exported("latest_pdf/" + demo));
    assertThat(owner.get("/authorizations/" + authorization).path("status").asString())
        .isEqualTo("updated");
    assertThat(bills(authorization).size()).isEqualTo(1);

    Collected.clock().advance(Duration.ofHours(1));
    String path = "/uploads/%s/resolve".formatted(waiting.path("uid").asString());
    owner.post(
        path,
        "{\"account\": \"42\", \"service_identifier\": \"S-1\", \"start\": \"2026-05-01\", \"end\": \"2026-06-01\", \"total_cost\": 99.5, \"volume\": 400, \"unit\": \"kWh\"}");
    owner.settle();

    JsonNode typed =
        bills(authorization)
            .valueStream()
            .filter(bill -> bill.path("base").path("service_identifier").asString().equals("S-1"))
            .findFirst()
            .orElseThrow();
    assertThat(typed.path("base").path("bill_total_cost").asDouble()).isEqualTo(99.5);
    assertThat(typed.path("base").path("bill_total_unit").asString()).isEqualTo("kwh");
    assertThat(typed.path("sources").get(0).path("raw_url").asString())
        .isEqualTo(waiting.path("document").asString());
    assertThat(inbox(authorization).size()).as("two files").isEqualTo(2);
    assertThat(owner.get("/uploads?status=pending_manual").path("uploads").size()).isZero();
    owner
        .web
        .post(
            "/api/v2" + path,
            "{\"service_identifier\": \"S-1\", \"start\": \"2026-05-01\", \"end\": \"2026-06-01\", \"volume\": 1}")
        .expect(400);
  }

  @Test
  void aBrokenRowIsNamedAndNothingOfItsFileIsTaken() {
    String csv = "service,start,end,cost\nA,2026-01-01,2026-02-01,10\nA,2026-02-01,soon,11\n";
    String authorization = hand("a.csv", csv.getBytes(UTF_8));
    assertThat(inbox(authorization).get(0).path("reason").asString())
        .isEqualTo("Row 3: bill_end_date is no day: soon.");
    assertThat(owner.get("/meters?authorizations=" + authorization).path("meters").size()).isZero();
  }

  @Test
  void badUploadsAreRefused() {
    byte[] text = "a,b\n1,2\n".getBytes(UTF_8);
    assertThat(upload("name=a.csv", text, 400).path("error").asString())
        .isEqualTo("required_param_missing");
    upload("email=nobody", text, 400);
    upload("email=a@example.com", new byte[0], 400);
    upload("authorization=999999", text, 404);
    upload("authorization=x", text, 404);
    String demoAuthorization = owner.submit("DEMO", "residential").path("uid").asString();
    upload("authorization=" + demoAuthorization, text, 400);
    byte[] large = new byte[Inbox.LARGEST + 1];
    Arrays.fill(large, (byte) 'a');
    upload("email=a@example.com", large, 413);
    owner.web.without().post("/api/v2/uploads?email=a@example.com", "x").expect(401);
    owner.web.post("/api/v2/uploads/999999/resolve", "{}").expect(404);
  }

  @Test
  void whoRevokedIsNotCollectedFrom() {
    byte[] pdf = exported("latest_pdf/" + demo);
    String authorization = hand("a.pdf", pdf);
    owner.post("/authorizations/" + authorization + "/revoke", "");
    assertThat(upload("email=ann@example.com", pdf, 400).path("error").asString())
        .isEqualTo("expired_or_revoked");
    assertThat(
            owner.<Integer>read(sql ->
                sql.list(
                        "SELECT 1 FROM collection_document WHERE tenant_id = :tenant",
                        Map.of(),
                        row -> row.integer(1))
                    .size()))
        .isZero();
  }

  @Test
  void nothingIsCharged() {
    owner.write(sql -> {
      org.meterbook.collection.prepaid.Prepaid.topUp(sql, new java.math.BigDecimal("50"));
      return true;
    });
    hand("a.pdf", exported("latest_pdf/" + demo));
    assertThat(
            owner.<java.math.BigDecimal>read(
                sql -> org.meterbook.collection.prepaid.Prepaid.account(sql).balance()))
        .isEqualByComparingTo("50");
  }
}
