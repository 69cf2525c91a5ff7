package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real city's real year. */
@Tag("slow")
@Timeout(600)
class HoustonImportTest {
  private static final BigDecimal DOLLARS = new BigDecimal("133582482.44");
  private static final BigDecimal KILOWATT_HOURS = new BigDecimal("1292021038");

  @TempDir Path directory;

  @Test
  void booksEveryRowOfTheYearToTheCent() throws Exception {
    Optional<Path> found = ImportFixture.find("../shared/data/houston-2012/bills.csv");
    assumeTrue(
        found.isPresent(), "../shared/data/houston-2012/bills.csv is not beside the checkout");
    Profile profile =
        Profile.read(ImportFixture.find("docs/examples/houston-2012.profile.json").orElseThrow());
    try (ImportFixture fixture = new ImportFixture(directory)) {
      ImportFixture.Ledger city = fixture.ledger();
      Result result =
          BillImporter.run(
              city.database(),
              city.tenant(),
              city.user(),
              found.get(),
              profile,
              new Options(false, Optional.empty(), Progress.NONE));

      assertThat(result.rows()).isEqualTo(57_430);
      assertThat(result.refused().rows()).isZero();
      assertThat(result.merged()).isEqualTo(213);
      assertThat(result.bills()).isEqualTo(57_217);
      assertThat(result.booked()).isEqualTo(new Result.Sum(57_430, DOLLARS, KILOWATT_HOURS));
      assertThat(result.created())
          .containsEntry("accounts", 5_241)
          .containsEntry("meters", 5_241)
          .containsEntry("links", 5_241)
          .containsEntry("places", 9);

      assertThat(city.count("bill")).isEqualTo(57_217);
      assertThat(new BigDecimal(city.money())).isEqualByComparingTo(DOLLARS);
      assertThat(
              city.one(
                  "SELECT sum(value)::numeric::text FROM body_line WHERE tenant_id = :tenant AND"
                      + " value_unit_id = 2"))
          .isEqualTo("1292021038");
      assertThat(city.one("SELECT sum(cost)::text FROM body_line WHERE tenant_id = :tenant"))
          .isEqualTo(DOLLARS.toPlainString());
      assertThat(unlinkedMeters(city)).isEqualTo("0");
      assertThat(places(city)).hasSize(9).contains("BA-2000 Business area 2000");

      Result again = city.run(Files.copy(found.get(), directory.resolve("copy.csv")), profile);

      assertThat(again.booked().rows()).isZero();
      assertThat(again.alreadyBooked()).isEqualTo(new Result.Sum(57_430, DOLLARS, KILOWATT_HOURS));
      assertThat(again.created()).isEmpty();
      assertThat(again.batchId()).isEmpty();
      assertThat(city.count("bill")).isEqualTo(57_217);
      assertThat(city.count("batch")).isEqualTo(1);
    }
  }

  private static String unlinkedMeters(ImportFixture.Ledger city) {
    return city.one(
        """
        SELECT count(*)::text FROM meter m JOIN account a ON a.tenant_id = m.tenant_id AND a.account_code = m.meter_code
        WHERE m.tenant_id = :tenant AND NOT EXISTS (SELECT 1 FROM account_meter l WHERE l.tenant_id = m.tenant_id
          AND l.account_id = a.account_id AND l.meter_id = m.meter_id)
        """);
  }

  private static List<String> places(ImportFixture.Ledger city) {
    return city.list(
        """
        SELECT p.place_code || ' ' || p.place_info FROM place p WHERE p.tenant_id = :tenant AND p.parent_place_id = 1
          AND EXISTS (SELECT 1 FROM place_ancestor a WHERE a.tenant_id = p.tenant_id AND a.place_id = p.place_id AND a.ancestor_id = 1)
        """,
        row -> row.text(1));
  }
}
