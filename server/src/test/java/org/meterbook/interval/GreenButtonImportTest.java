package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Green Button files: readings, units, bills, and what is wrong with them. */
class GreenButtonImportTest {
  private static final String PATH = "/api/v202611/import/greenbutton";

  private final Site site = new Site();
  private final Client client = site.client;
  private final Client sender = client.with("Content-Type", "application/atom+xml");

  private JsonNode send(String query, String feed) {
    return sender.post(PATH + "?" + query, feed).expect(200).json();
  }

  private JsonNode series(String query, String feed) {
    return send(query, feed).get("series").get(0);
  }

  private static String strict() throws Exception {
    try (var in = GreenButtonImportTest.class.getResourceAsStream("green-button.xml")) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void counts(JsonNode series, long stored, long replaced, long same, long refused) {
    assertThat(
            new long[] {
              series.get("stored").longValue(),
              series.get("replaced").longValue(),
              series.get("same").longValue(),
              series.get("refused").longValue()
            })
        .as(series.toString())
        .containsExactly(stored, replaced, same, refused);
  }

  private double[] values(JsonNode series, String field) {
    return StreamSupport.stream(
            site.readings(series.get("channelId").intValue()).spliterator(), false)
        .mapToDouble(each -> each.get(field).doubleValue())
        .toArray();
  }

  @Test
  void aMeterReadingBecomesAChannelOfItsMeter() throws Exception {
    JsonNode first = series("meterCode=HQ-E", strict());
    counts(first, 2, 0, 0, 0);
    assertThat(first.get("observationTypeCode").stringValue()).isEqualTo("INTERVALUSE");
    assertThat(first.get("unitCode").stringValue()).isEqualTo("WH");
    assertThat(first.get("createdChannel").booleanValue()).isTrue();
    assertThat(first.get("factor").doubleValue()).isEqualTo(1);
    assertThat(values(first, "rawValue")).as("as it was sent").containsExactly(1500, 2500);
    assertThat(values(first, "value")).as("in watt-hours").containsExactly(1.5, 2.5);
    JsonNode readings = site.readings(first.get("channelId").intValue());
    assertThat(readings.get(0).get("time").stringValue())
        .as("its end")
        .isEqualTo("2026-03-01T00:00:00");
    assertThat(readings.get(1).get("estimated").booleanValue()).as("quality 8").isTrue();
  }

  @Test
  void aCorrectedFileReplacesWhatItCorrects() throws Exception {
    series("meterCode=HQ-E", strict());
    counts(series("meterCode=HQ-E", strict()), 0, 0, 2, 0);
    JsonNode corrected = series("meterCode=HQ-E", strict().replace(">2500<", ">2600<"));
    counts(corrected, 0, 1, 1, 0);
    assertThat(corrected.get("createdChannel").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "72, WH, INTERVALUSE",
    "31, J, INTERVALUSE",
    "132, BTU, INTERVALUSE",
    "169, THERM, INTERVALUSE",
    "38, W, INTERVALDEMAND",
    "61, VA, INTERVALDEMAND",
    "63, VAR, REACTIVEDEMAND",
    "71, VAH, INTERVALUSE",
    "73, VARH, REACTIVEUSE",
    "133, BTUH, INTERVALDEMAND",
    "42, M3, INTERVALUSE",
    "119, CF, INTERVALUSE",
    "120, CF, INTERVALUSE",
    "166, M3, INTERVALUSE",
    "167, M3, INTERVALUSE",
    "128, GAL, INTERVALUSE",
    "130, IMPGAL, INTERVALUSE",
    "134, LITER, INTERVALUSE",
    "65, POWERFACTOR, POWERFACTOR",
    "23, DEGC, TEMPERATURE",
    "111, EACH, QUANTITY"
  })
  void eachUnitHasItsOwn(int uom, String unit, String type) {
    JsonNode series = series("meterCode=HQ-E", GreenButtonFeed.of(uom, -1, 4, 15, 25));
    counts(series, 2, 0, 0, 0);
    assertThat(series.get("unitCode").stringValue()).isEqualTo(unit);
    assertThat(series.get("observationTypeCode").stringValue()).isEqualTo(type);
    assertThat(values(series, "value")).containsExactly(1.5, 2.5);
  }

  @ParameterizedTest
  @CsvSource({"29, 29 (V)", "999, 999", "80, 80 (¤)", "0, 0"})
  void anUnknownUnitIsRefused(int uom, String named) {
    JsonNode series = series("meterCode=HQ-E", GreenButtonFeed.of(uom, 0, 4, 15, 25));
    counts(series, 0, 0, 0, 2);
    assertThat(series.get("remarks").get(0).stringValue())
        .isEqualTo("the unit of measure %s cannot be stored".formatted(named));
    assertThat(series.get("channelId").isNull()).isTrue();
  }

  @Test
  void anExistingChannelIsFilledInItsOwnUnit() {
    int channel = site.channel(60, "Trip", 10, 0);
    JsonNode series = series("meterCode=HQ-E", GreenButtonFeed.of(72, 0, 4, 1500, 123));
    assertThat(series.get("channelId").intValue()).isEqualTo(channel);
    assertThat(series.get("factor").doubleValue()).isEqualTo(1e-4);
    assertThat(series.get("sentUnitCode").stringValue()).isEqualTo("WH");
    assertThat(series.get("remarks").get(0).stringValue())
        .isEqualTo("WH of the file were converted to KWH of the channel");
    assertThat(values(series, "rawValue")).containsExactly(0.15, 0.0123);
    assertThat(values(series, "value")).containsExactly(1.5, 0.123);
  }

  @Test
  void aRegisterIsARegister() {
    JsonNode series = series("meterCode=HQ-E", GreenButtonFeed.of(72, 3, 1, 100, 103, 110));
    JsonNode readings = site.readings(series.get("channelId").intValue());
    assertThat(readings.get(0).get("value").isNull()).isTrue();
    assertThat(readings.get(2).get("value").doubleValue()).isEqualTo(7000);
    int trip = site.channel(15, "Trip", 1, 0);
    JsonNode refused =
        series(
            "meterCode=HQ-E",
            GreenButtonFeed.of("<uom>72</uom>", 0, 1, 900, 5)
                .replace("MeterReading/1", "MeterReading/2"));
    assertThat(refused.get("remarks").get(0).stringValue())
        .isEqualTo(
            "channel %d has readings of intervals, the file has readings of a register"
                .formatted(trip));
  }

  @Test
  void theMeterIsFoundOrMadeOrMissed() {
    String feed = GreenButtonFeed.of(72, 0, 4, 1);
    JsonNode missed = series("", feed);
    counts(missed, 0, 0, 0, 1);
    assertThat(missed.get("remarks").get(0).stringValue())
        .contains(
            "'https://utility.example/UsagePoint/1'", "'Shop'", "name one, or let it be made");
    assertThat(series("create=true", feed).get("remarks").get(0).stringValue())
        .isEqualTo("to make a meter, say at which place");
    JsonNode made = series("create=true&placeCode=hq", feed);
    counts(made, 1, 0, 0, 0);
    assertThat(made.get("createdMeter").booleanValue()).isTrue();
    assertThat(made.get("meterCode").stringValue()).isEqualTo("Shop");
    JsonNode again = series("", feed);
    counts(again, 0, 0, 1, 0);
    assertThat(again.get("createdMeter").booleanValue()).isFalse();
    JsonNode unknown = series("meterCode=none", feed);
    assertThat(unknown.get("remarks").get(0).stringValue()).contains("there is no meter 'none'");
  }

  @Test
  void whatWasToleratedIsListed() {
    String feed =
        GreenButtonFeed.of(72, 0, 4, 1, 2)
            .replace("<powerOfTenMultiplier>0</powerOfTenMultiplier>", "")
            .replace("<uom>72</uom>", "<uom>Wh</uom>");
    JsonNode result = send("meterCode=HQ-E", feed);
    counts(result.get("series").get(0), 2, 0, 0, 0);
    assertThat(result.get("tolerances").toString())
        .contains(
            "\"tolerance\":\"MULTIPLIER_MISSING\",\"text\":\"A missing powerOfTenMultiplier counts as 0.\",\"count\":1")
        .contains("TEXT_FOR_CODE");
  }

  @Test
  void aUsageSummaryIsBookedOnce() throws Exception {
    JsonNode unlinked = send("meterCode=HQ-E", strict()).get("bills").get(0);
    assertThat(unlinked.get("outcome").stringValue()).isEqualTo("refused");
    assertThat(unlinked.get("reason").stringValue())
        .isEqualTo("no account is linked to the meter from 2026-02-01 to 2026-03-04");
    link();
    JsonNode booked = send("meterCode=HQ-E", strict()).get("bills").get(0);
    assertThat(booked.get("outcome").stringValue()).as(booked.toString()).isEqualTo("booked");
    JsonNode bill =
        client.get("/api/v3/bill/" + booked.get("billId").intValue()).expect(200).json();
    assertThat(bill.get("totalCost").doubleValue()).as(bill.toString()).isEqualTo(123.46);
    assertThat(lines(booked.get("billId").intValue()))
        .isEqualTo("Use 750000.0 WH|Bill, without its items 118.46|Customer charge 5.00");
    JsonNode again = send("meterCode=HQ-E", strict()).get("bills").get(0);
    assertThat(again.get("outcome").stringValue()).isEqualTo("already booked");
    assertThat(again.get("billId")).isEqualTo(booked.get("billId"));
    int thousandths =
        send("meterCode=HQ-E&costScale=3", strict().replace("000000000006", "000000000066"))
            .get("bills")
            .get(0)
            .get("billId")
            .intValue();
    assertThat(
            client
                .get("/api/v3/bill/" + thousandths)
                .expect(200)
                .json()
                .get("totalCost")
                .doubleValue())
        .isEqualTo(12345.68);
  }

  private String lines(int bill) {
    return TestServer.server()
        .database()
        .read(
            site.datasource.tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                    """
                    SELECT concat(l.caption, ' ', l.cost::text, CASE WHEN l.value IS NOT NULL THEN concat(l.value::numeric(9, 1), ' ', u.unit_code) END)
                    FROM body_line l LEFT JOIN unit u ON u.unit_id = l.value_unit_id
                    WHERE l.tenant_id = :tenant AND l.bill_id = :bill ORDER BY l.display_order
                    """,
                    Map.of("bill", bill),
                    row -> row.text(1)))
        .stream()
        .collect(Collectors.joining("|"));
  }

  private void link() {
    int vendor =
        site.id(
            "/api/v3/vendor",
            "{\"vendorCode\": \"V\", \"vendorInfo\": \"Vendor\", \"website\": null, \"vendorDescription\": null}",
            "vendorId");
    int rate =
        site.id(
            "/api/v3/rate",
            "{\"name\": \"GS-1\", \"vendorId\": %d, \"commodityId\": 1}".formatted(vendor),
            "rateId");
    int account =
        site.id(
            "/api/v3/account",
            """
            {"accountCode": "A-1", "accountInfo": "Account", "vendorId": %d, "costCenterId": 1, "accountTypeId": 1,
             "country": "United States", "postalCode": "16801", "serviceStart": "2020-01-01"}\
            """
                .formatted(vendor),
            "accountId");
    client
        .post(
            "/api/v3/accountmeter",
            "[{\"accountId\": %d, \"meterId\": %d, \"rateId\": %d, \"beginDate\": \"2020-01-01\"}]"
                .formatted(account, site.meter, rate))
        .expect(200);
  }

  @Test
  void hostileAndForeignFilesAreRefusedWithAReason() {
    assertThat(
            sender
                .post(
                    PATH,
                    "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><feed>&x;</feed>")
                .expect(400)
                .text())
        .contains("DOCUMENT_TYPE");
    assertThat(sender.post(PATH, "<html/>").expect(400).text()).contains("NOT_GREEN_BUTTON");
    assertThat(sender.post(PATH, "kWh\n5").expect(400).text()).contains("NOT_XML");
    assertThat(
            sender.post(PATH + "?costScale=6", GreenButtonFeed.of(72, 0, 4, 1)).expect(400).text())
        .contains("must be 0 to 5");
    client.post(PATH, "{}").expect(400);
  }

  @Test
  void anArchiveAndJsonAreReadToo() throws Exception {
    String feed = GreenButtonFeed.of(72, 0, 4, 1, 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("feed.xml"));
      zip.write(feed.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("readme.txt"));
      zip.write("hello".getBytes(StandardCharsets.UTF_8));
    }
    JsonNode result =
        client
            .with("Content-Type", "application/zip")
            .send(
                "POST",
                PATH + "?meterCode=HQ-E",
                BodyPublishers.ofByteArray(bytes.toByteArray()),
                false)
            .expect(200)
            .json();
    counts(result.get("series").get(0), 2, 0, 0, 0);
    assertThat(result.get("skipped").toString()).contains("readme.txt: is not XML");
    String json =
        "{\"data\": \"%s\"}"
            .formatted(Base64.getEncoder().encodeToString(feed.getBytes(StandardCharsets.UTF_8)));
    counts(
        client.post(PATH + "?meterCode=HQ-E", json).expect(200).json().get("series").get(0),
        0,
        0,
        2,
        0);
  }

  @Test
  void aLongHistoryIsReadAtOnce() {
    long[] values = LongStream.range(0, 9432).toArray();
    String feed =
        GreenButtonFeed.of(72, 0, 4, values)
            .replace(
                "<IntervalReading>",
                "\n      <IntervalReading>\n        <cost>18000</cost>\n        <ReadingQuality>\n          <quality>17</quality>\n        </ReadingQuality>\n        ");
    for (int round = 0; round < 2; round++) {
      Site other = new Site();
      JsonNode series =
          other
              .client
              .with("Content-Type", "application/xml")
              .post(PATH + "?meterCode=HQ-E", feed)
              .expect(200)
              .json()
              .get("series")
              .get(0);
      counts(series, 9432, 0, 0, 0);
    }
  }
}
