package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the file, nothing is lost and nothing is made up: each row and each cent is booked,
 * already booked or refused.
 */
@Timeout(180)
class ConservationTest {
  private static final int FILES = 12;

  @TempDir Path data;
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Profile.Repeats.class)
  void everyRowAndCentIsAccountedFor(Profile.Repeats repeats) throws IOException {
    Profile profile =
        TestProfile.with(
            "\"merge\"", "\"" + repeats.name().toLowerCase(java.util.Locale.ROOT) + "\"");
    try (ImportFixture fixture = new ImportFixture(data)) {
      ImportFixture.Ledger city = fixture.ledger();
      BigDecimal booked = BigDecimal.ZERO;
      for (int seed = 0; seed < FILES; seed++) {
        Made made = make(new Random(seed));

        Result result = city.run(made.file(), profile);

        assertThat(result.rows()).isEqualTo(made.rows());
        assertThat(result.booked().rows() + result.alreadyBooked().rows() + result.refused().rows())
            .as("seed %d", seed)
            .isEqualTo(made.rows());
        assertThat(
                result
                    .booked()
                    .money()
                    .add(result.alreadyBooked().money())
                    .add(result.refused().money()))
            .as("seed %d", seed)
            .isEqualByComparingTo(made.money());
        assertThat(
                result
                    .booked()
                    .quantity()
                    .add(result.alreadyBooked().quantity())
                    .add(result.refused().quantity()))
            .isEqualByComparingTo(made.quantity());
        assertThat(ImportFixture.rejected(made.file()))
            .hasSize(result.refused().rows() == 0 ? 0 : (int) result.refused().rows() + 1);
        booked = booked.add(result.booked().money());
        assertThat(new BigDecimal(city.money())).isEqualByComparingTo(booked);
        assertThat(
                new BigDecimal(
                    city.one(
                        "SELECT coalesce(sum(cost), 0)::text FROM body_line WHERE tenant_id ="
                            + " :tenant")))
            .isEqualByComparingTo(booked);
        Result again = city.run(made.file(), profile);
        assertThat(again.booked().rows()).as("seed %d", seed).isZero();
        assertThat(again.refused()).isEqualTo(result.refused());
      }
    }
  }

  private record Made(Path file, long rows, BigDecimal money, BigDecimal quantity) {}

  /**
   * Few accounts and days, so that files overlap, contradict and repeat themselves; some dates are
   * none.
   */
  private Made make(Random random) throws IOException {
    StringBuilder text = new StringBuilder(TestProfile.HEADER);
    BigDecimal money = BigDecimal.ZERO;
    BigDecimal quantity = BigDecimal.ZERO;
    int rows = 50 + random.nextInt(150);
    for (int i = 0; i < rows; i++) {
      BigDecimal cost = BigDecimal.valueOf(random.nextInt(2000) - 500, random.nextInt(3));
      BigDecimal use = BigDecimal.valueOf(random.nextInt(100), random.nextInt(2));
      String day =
          random.nextInt(25) == 0
              ? "2025-02-31"
              : LocalDate.of(2025, 1, 1).plusDays(random.nextInt(300)).toString();
      text.append(
          "E%d,%s,%s,%s%n"
              .formatted(random.nextInt(12), day, use.toPlainString(), cost.toPlainString()));
      money = money.add(cost);
      quantity = quantity.add(use);
    }
    return new Made(Files.writeString(directory.resolve("bills.csv"), text), rows, money, quantity);
  }
}
