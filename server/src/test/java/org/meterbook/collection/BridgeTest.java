package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.identity.ApiKeys;
import org.meterbook.ledger.account.AccountSpan;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.JsonNode;

/** What was collected is in the books, and can be traced back. */
class BridgeTest {
  private final Collected owner = Collected.make();
  private final Web books =
      owner.web.with(
          Map.of(
              "ECI-ApiKey",
              owner.write(sql -> ApiKeys.make(sql, owner.user, "books")),
              "Content-Type",
              "application/json"));

  private JsonNode books(String path) {
    return books.get(path).expect(200).json();
  }

  private String total() {
    return owner
        .read(sql ->
            sql.list(
                "SELECT sum(total_cost), count(*) FROM bill WHERE tenant_id = :tenant",
                Map.of(),
                row -> row.get(1, org.meterbook.store.Column.DECIMAL) + " of " + row.number(2)))
        .getFirst();
  }

  private String collectedTotal() {
    return owner
        .read(sql ->
            sql.list(
                "SELECT sum((blocks -> 'base' ->> 'bill_total_cost')::numeric), count(*) FROM collection_bill WHERE tenant_id = :tenant",
                Map.of(),
                row -> row.get(1, org.meterbook.store.Column.DECIMAL) + " of " + row.number(2)))
        .getFirst();
  }

  @Test
  void aCollectedMeterIsMadeInTheBooksWithItsBillsAndReadings() {
    JsonNode authorization = owner.submit("DEMO", "commercial");
    authorization
        .path("meters")
        .path("meters")
        .forEach(meter -> owner.collect(meter.path("uid").asString()));

    assertThat(total()).isEqualTo(collectedTotal());
    assertThat(books("/api/v202611/collection/discrepancy")).isEmpty();
    List<Integer> channels =
        owner.read(sql ->
            sql.list(
                "SELECT channel_id FROM channel WHERE tenant_id = :tenant",
                Map.of(),
                row -> row.integer(1)));
    assertThat(channels).hasSize(4);
    long readings =
        owner.read(sql ->
            sql.list(
                    "SELECT sum(reading_count) FROM interval_month WHERE tenant_id = :tenant",
                    Map.of(),
                    row -> row.number(1))
                .getFirst());
    assertThat(readings).isGreaterThan(400_000);
  }

  @Test
  void aKnownMeterIsFoundByItsServiceIdentifierAndNothingIsMade() {
    JsonNode authorization = owner.submit("DEMO", "residential");
    String meter = Collected.firstMeter(authorization);
    String service =
        owner.get("/meters/" + meter).path("base").path("service_identifier").asString();
    int known = owner.write(sql -> house(sql, service));

    owner.collect(meter);

    JsonNode link = books("/api/v202611/collection/meter").get(0);
    assertThat(link.path("reason").asString()).isEqualTo("found by serviceIdentifier");
    assertThat(link.path("meterId").asInt()).isEqualTo(known);
    assertThat(books("/api/v3/meter")).hasSize(1);
    assertThat(total()).isEqualTo(collectedTotal());
  }

  /** A meter in the books, with an account; answers its id. */
  private static int house(Sql sql, String code) {
    int vendor =
        sql.insert(
            Tables.VENDOR, Values.none().with("vendor_code", "PWR").with("vendor_info", "Power"));
    int account =
        sql.insert(
            Tables.ACCOUNT,
            Values.none()
                .with("account_code", "A-1")
                .with("account_info", "House")
                .with("account_type_id", 1)
                .with("cost_center_id", 1)
                .with("vendor_id", vendor)
                .with("active", true)
                .with("accrual_enabled", false)
                .with("account_code_aliases", List.of()));
    int meter =
        sql.insert(
            Tables.METER,
            Values.none()
                .with("meter_code", code)
                .with("meter_info", "House")
                .with("meter_type_id", 1)
                .with("commodity_id", 1)
                .with("place_id", 1)
                .with("meter_time_zone_id", 1)
                .with("active", true)
                .with("properties", new Sql.Json("{}")));
    sql.insert(
        Tables.ACCOUNT_METER,
        Values.none()
            .with("account_id", account)
            .with("meter_id", meter)
            .with("begin_date", AccountSpan.FIRST)
            .with("end_date", AccountSpan.LAST)
            .with("deregulated", false));
    return meter;
  }

  /** A regression: a second consent of the same customer must not book the same bills again. */
  @Test
  void twoAuthorizationsOfOneCustomerBookEachBillOnce() {
    owner.collect(Collected.firstMeter(owner.submit("DEMO", "residential")));
    String once = total();
    owner.collect(Collected.firstMeter(owner.submit("DEMO", "residential")));
    assertThat(total()).isEqualTo(once);
    assertThat(books("/api/v202611/collection/discrepancy")).isEmpty();
  }

  @Test
  void whatIsNotToBeMadeIsAskedAboutAndTheDiscrepanciesSayWhy() {
    books
        .send(
            "PUT",
            "/api/v202611/collection/rule",
            "{\"matchBy\": [\"meterNumber\"], \"otherwise\": \"ask\"}")
        .expect(200);
    String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
    owner.collect(meter);

    JsonNode discrepancies = books("/api/v202611/collection/discrepancy");
    assertThat(discrepancies).hasSize(36);
    assertThat(discrepancies.get(0).path("reason").asString())
        .isEqualTo("the meter has no place in the books: no meter of the books fits");

    books
        .send(
            "PUT",
            "/api/v202611/collection/rule",
            "{\"matchBy\": [\"meterNumber\"], \"otherwise\": \"create\"}")
        .expect(200);
    books
        .send("PUT", "/api/v202611/collection/meter", "{\"meterUid\": %s}".formatted(meter))
        .expect(200);
    owner.settle();
    assertThat(books("/api/v202611/collection/discrepancy")).isEmpty();
    assertThat(total()).isEqualTo(collectedTotal());
  }

  @Test
  void aCorrectedBillReplacesItsEarlierSelfAndTheChangeLogKeepsIt() {
    // The third commercial meter's bill of October is corrected on November 22.
    Collected.clock().set(november(15));
    String meter =
        owner
            .submit("DEMO", "commercial")
            .path("meters")
            .path("meters")
            .valueStream()
            .filter(each ->
                each.path("base").path("service_tariff").asString().startsWith("A1 ")
                    || each.path("base").path("service_tariff").asString().startsWith("A-1"))
            .findFirst()
            .orElseThrow()
            .path("uid")
            .asString();
    owner.collect(meter);
    String before = total();

    Collected.clock().set(november(23));
    owner.collect(meter);

    assertThat(total()).isNotEqualTo(before).isEqualTo(collectedTotal());
    List<Integer> versions =
        owner.read(sql ->
            sql.list(
                "SELECT version FROM bridge_bill WHERE tenant_id = :tenant AND version > 1",
                Map.of(),
                row -> row.integer(1)));
    assertThat(versions).containsExactly(2);
    List<String> history =
        owner.read(sql ->
            sql.list(
                "SELECT kind FROM change WHERE tenant_id = :tenant AND resource = 'body_line' AND kind = 'delete'",
                Map.of(),
                row -> row.text(1)));
    assertThat(history).isNotEmpty();
  }

  /** A day of this November, or of the next one where it is over: the clock only goes on. */
  private static Instant november(int day) {
    ZonedDateTime now = Collected.clock().instant().atZone(ZoneOffset.UTC);
    boolean over =
        now.getMonthValue() > 11 || (now.getMonthValue() == 11 && now.getDayOfMonth() > 15);
    int year = over && day == 15 ? now.getYear() + 1 : now.getYear();
    return ZonedDateTime.of(year, 11, day, 15, 0, 0, 0, ZoneOffset.UTC).toInstant();
  }

  @Test
  void bookingCanBeSwitchedOffForAnAuthorization() {
    JsonNode authorization = owner.submit("DEMO", "residential");
    String uid = authorization.path("uid").asString();
    books
        .send(
            "PUT",
            "/api/v202611/collection/authorization",
            "{\"authorizationUid\": %s, \"booked\": false}".formatted(uid))
        .expect(200);
    owner.collect(Collected.firstMeter(authorization));
    assertThat(total()).isEqualTo("null of 0");
    assertThat(books("/api/v202611/collection/discrepancy").get(0).path("reason").asString())
        .isEqualTo("booking is switched off for the authorization");

    books
        .send(
            "PUT",
            "/api/v202611/collection/authorization",
            "{\"authorizationUid\": %s, \"booked\": true}".formatted(uid))
        .expect(200);
    owner.settle();
    assertThat(total()).isEqualTo(collectedTotal());
  }
}
