package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BillImportTest {
  @TempDir static Path database;
  private static ImportFixture fixture;

  @TempDir Path directory;
  private ImportFixture.Ledger city;

  @BeforeAll
  static void start() {
    fixture = new ImportFixture(database);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void emptyBooks() {
    city = fixture.ledger();
  }

  @Test
  void booksAFileInAnyOrderWithTheBillBeforeAsBegin() throws IOException {
    Result result =
        run(
            "E1,2026-03-31,120,12.00\n"
                + "E2,2026-02-10,7,0.70\n"
                + "E1,2026-01-31,100,10.5\n"
                + "E1,2026-02-28,110,11.00\n");

    assertThat(city.bills())
        .containsExactly(
            "E1 2026-01-01 2026-01-31 202601 10.50",
            "E1 2026-01-31 2026-02-28 202602 11.00",
            "E1 2026-02-28 2026-03-31 202603 12.00",
            "E2 2026-01-11 2026-02-10 202601 0.70");
    assertThat(result.booked())
        .isEqualTo(new Result.Sum(4, new BigDecimal("34.20"), new BigDecimal("337")));
    assertThat(result.created())
        .containsEntry("accounts", 2)
        .containsEntry("meters", 2)
        .containsEntry("links", 2)
        .containsEntry("places", 1)
        .containsEntry("vendors", 1);
    assertThat(
            city.one(
                "SELECT batch_status || ' ' || has_imported_bills FROM batch WHERE tenant_id ="
                    + " :tenant"))
        .isEqualTo("closed true");
    assertThat(city.count("account_meter")).isEqualTo(4);
    assertThat(
            city.one(
                "SELECT string_agg(DISTINCT template_id::text, ',') FROM form_template WHERE"
                    + " tenant_id = :tenant"))
        .isEqualTo("1");
    assertThat(
            city.one(
                "SELECT count(*)::text FROM change WHERE tenant_id = :tenant AND resource ="
                    + " 'body_line' AND kind = 'create'"))
        .isEqualTo("8");
    assertThat(Files.exists(ImportFixture.rejects(file()))).isFalse();
  }

  @Test
  void recognizesWhatItHasBookedBefore() throws IOException {
    run("E1,2026-01-31,100,10.00\nE1,2026-02-28,100,11.00\n");

    Result again = run("E1,2026-02-28,100.0,11\nE1,2026-01-31,100,10.00\n");
    Result later = run("E1,2026-03-31,100,12.00\nE1,2026-02-28,100,11.00\n");

    assertThat(again.booked().rows()).isZero();
    assertThat(again.alreadyBooked())
        .isEqualTo(new Result.Sum(2, new BigDecimal("21.00"), new BigDecimal("200")));
    assertThat(again.batchId()).isEmpty();
    assertThat(later.booked().rows()).isEqualTo(1);
    assertThat(city.bills()).contains("E1 2026-02-28 2026-03-31 202603 12.00").hasSize(3);
  }

  @Test
  void doesNotBookASecondBillWhereTheFirstNowSaysSomethingElse() throws IOException {
    run("E1,2026-01-31,100,10.00\n");

    Result result = run("E1,2026-01-31,100,10.01\n");

    assertThat(result.refusals())
        .map(Result.Refusal::reason)
        .containsExactly(
            "a bill of this account and date is already booked from other rows; to book it anew,"
                + " delete that bill first");
    assertThat(city.money()).isEqualTo("10.00");
  }

  @Test
  void mergesSeparatesOrRefusesRowsOfOneDay() throws IOException {
    String rows = "E1,2026-01-31,100,10.00\nE1,2026-01-31,50,5.00\nE1,2026-01-31,50,5.00\n";

    Result merged = run(rows);
    assertThat(merged.bills()).isEqualTo(1);
    assertThat(merged.merged()).isEqualTo(2);
    assertThat(city.bills()).containsExactly("E1 2026-01-01 2026-01-31 202601 20.00");
    assertThat(city.one("SELECT bill_note FROM bill WHERE tenant_id = :tenant"))
        .isEqualTo("Lines 2, 3, 4 of the file");
    assertThat(city.count("body_line")).isEqualTo(6);

    Profile separate = TestProfile.with("\"merge\"", "\"separate\"");
    assertThat(city.run(file(), separate).refused().rows())
        .as("booked as one bill before")
        .isEqualTo(3);
    city = fixture.ledger();
    assertThat(city.run(file(), separate).bills()).isEqualTo(3);
    assertThat(city.run(file(), separate).alreadyBooked().rows()).isEqualTo(3);
    assertThat(city.money()).isEqualTo("20.00");

    city = fixture.ledger();
    Result refused = city.run(file(), TestProfile.with("\"merge\"", "\"refuse\""));
    assertThat(refused.refusals())
        .map(Result.Refusal::reason)
        .containsOnly("3 rows have its account, dates and meter");
    assertThat(city.count("bill")).isZero();
  }

  @Test
  void makesOneBillOfTheMetersOfAnAccount() throws IOException {
    Profile meters =
        TestProfile.with(
            "\"account\": \"Account\",",
            "\"account\": \"Account\", \"meter\": \"Meter\", \"begin\": \"From\",");
    Files.writeString(
        file(),
        "Account,Meter,From,Date,kWh,Cost\n"
            + "A,M1,2026-01-01,2026-01-31,10,1.00\n"
            + "A,M2,2026-01-01,2026-01-31,20,2.00\n"
            + "A,M1,2026-02-01,2026-02-01,20,2.00\n");

    Result result = city.run(file(), meters);

    assertThat(city.bills()).containsExactly("A 2026-01-01 2026-01-31 202601 3.00");
    assertThat(city.count("meter")).isEqualTo(2);
    assertThat(result.refusals())
        .map(Result.Refusal::reason)
        .containsExactly("the bill ends before it begins");
    assertThat(city.run(file(), meters).alreadyBooked().rows()).isEqualTo(2);
  }

  @Test
  void assignsTheRateThatTheProfileNames() throws IOException {
    write("E1,2026-01-31,100,10.00\nE2,2026-01-31,100,10.00\n");

    city.run(
        file(), TestProfile.with("\"end\"", "\"rate\": {\"value\": \"General service\"}, \"end\""));

    assertThat(city.one("SELECT string_agg(name, ',') FROM rate WHERE tenant_id = :tenant"))
        .isEqualTo("General service");
    assertThat(city.count("account_meter_rate")).isEqualTo(2);
  }

  @Test
  void readsOtherLayouts() throws IOException {
    Profile profile =
        Profile.parse(
            """
            {"file": {"delimiter": ";", "encoding": "windows-1252", "header": false, "lastLineMayLackEnd": true},
             "dates": {"formats": ["dd.MM.yyyy", "d MMM yyyy"], "endInclusive": true},
             "amounts": {"decimal": ",", "thousands": "."}, "estimatedValues": ["E"],
             "fields": {"account": "#1", "accountName": "#2", "begin": "#3", "end": "#4", "vendor": {"value": "V"}, "estimated": "#7", "invoiceNumber": "#8",
               "commodity": {"value": "NATURALGAS"}, "placeType": {"value": "BUILDING"}, "place": {"column": "#2", "prefix": "B "}},
             "lines": [{"caption": "Gas", "observationType": "TOTALUSE", "value": "#5", "unitColumn": "#6", "cost": "#9"},
               {"caption": "Credit", "observationType": "CREDIT", "cost": "#10", "optional": true}],
             "create": ["places", "accounts", "meters", "vendors", "links"]}
            """);
    Files.write(
        file(),
        "K1;Café;01.01.2026;31.01.2026;1.234,5;therm;E;R-1;100,00;20,00\nK2;Bar;1 Feb 2026;28 Feb 2026;5;KWHH;;R-2;1;"
            .getBytes("windows-1252"));

    Result result = city.run(file(), profile);

    assertThat(city.bills()).containsExactly("K1 2026-01-01 2026-02-01 202601 80.00");
    assertThat(
            city.one(
                "SELECT concat_ws(' ', estimated, invoice_number) FROM bill WHERE tenant_id ="
                    + " :tenant"))
        .isEqualTo("t R-1");
    assertThat(
            city.one(
                "SELECT string_agg(concat_ws(' ', value, cost), ', ' ORDER BY display_order) FROM"
                    + " body_line WHERE tenant_id = :tenant"))
        .isEqualTo("1234.5 100.00, 20.00");
    assertThat(
            city.one(
                "SELECT place_code || ' ' || primary_use_id FROM place WHERE tenant_id = :tenant"
                    + " AND place_id > 1"))
        .isEqualTo("B Café 55");
    assertThat(result.refusals())
        .map(Result.Refusal::reason)
        .containsExactly("#6: 'KWHH' is not a unit");
  }

  @Test
  void twoImportsAtOnceBookEachBillOnce() throws Exception {
    write(
        java.util.stream.IntStream.range(0, 6000)
            .mapToObj(i -> "E%d,2026-0%d-15,1,1.00".formatted(i / 6, i % 6 + 1))
            .collect(Collectors.joining("\n", "", "\n")));
    Path copy = Files.copy(file(), directory.resolve("copy.csv"));

    var other =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> city.run(copy, TestProfile.plain()));
    Result one = city.run(file(), TestProfile.plain());
    Result two = other.get();

    assertThat(one.booked().rows() + two.booked().rows()).isEqualTo(6000);
    assertThat(one.refused().rows() + two.refused().rows()).isZero();
    assertThat(city.money()).isEqualTo("6000.00");
    assertThat(city.count("account")).isEqualTo(1000);
  }

  private Path file() {
    return directory.resolve("bills.csv");
  }

  private void write(String rows) throws IOException {
    Files.writeString(file(), TestProfile.HEADER + rows);
  }

  private Result run(String rows) throws IOException {
    write(rows);
    return city.run(file(), TestProfile.plain());
  }
}
