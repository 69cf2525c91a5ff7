package org.meterbook.ledger.billimport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.store.Database;
import org.meterbook.store.postgres.EmbeddedPostgres;

/** An import that does not live to its end. */
@Timeout(180)
class KilledImportTest {
  @TempDir Path data;
  @TempDir Path directory;
  private ImportFixture fixture;
  private ImportFixture.Ledger city;
  private Path file;
  private BigDecimal total = BigDecimal.ZERO;
  private int rows;

  @BeforeEach
  void aFileOfManyBlocks() throws IOException {
    fixture = new ImportFixture(data);
    city = fixture.ledger();
    Random random = new Random(12);
    List<String> lines = new ArrayList<>();
    for (int account = 0; account < 1500; account++) {
      for (int month = 1; month <= 12; month++) {
        BigDecimal cost = BigDecimal.valueOf(random.nextInt(100_000), 2);
        total = total.add(cost);
        lines.add(
            "E%d,2025-%02d-%02d,%d,%s"
                .formatted(account, month, 1 + random.nextInt(28), random.nextInt(5000), cost));
      }
    }
    rows = lines.size();
    java.util.Collections.shuffle(lines, random);
    file =
        Files.writeString(
            directory.resolve("bills.csv"), TestProfile.HEADER + String.join("\n", lines) + "\n");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void keepsWhatWasReportedAndCompletesItTheSecondTime() {
    AtomicLong reported = new AtomicLong();
    Progress dying =
        (stage, done, all) -> {
          if (stage == Progress.Stage.BOOKING) {
            reported.set(done);
            if (done > all / 2) {
              throw new IllegalStateException("killed");
            }
          }
        };

    assertThatThrownBy(() -> city.run(file, TestProfile.plain(), false, dying))
        .hasMessage("killed");

    assertThat(reported.get()).isBetween(rows / 2L, rows - 1L);
    assertThat(city.count("bill")).isEqualTo(reported.get());
    assertThat(
            city.one("SELECT string_agg(batch_status, ',') FROM batch WHERE tenant_id = :tenant"))
        .as("nothing else can land in it")
        .isEqualTo("closed");
    complete();
    assertSameAsUninterrupted();
  }

  @Test
  void survivesKillMinusNine() throws Exception {
    var connection = EmbeddedPostgres.running(data).orElseThrow();
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                connection.jdbcUrl(),
                connection.user(),
                connection.password(),
                String.valueOf(city.tenant()),
                String.valueOf(city.user()),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long reported = 0;
    try (var lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("booked ")) {
          reported = Long.parseLong(line.substring("booked ".length()));
          if (reported > rows / 4) {
            process.toHandle().destroyForcibly();
          }
        }
      }
    }
    assertThat(process.waitFor()).isNotZero();

    assertThat(city.count("bill")).isGreaterThanOrEqualTo(reported);
    assertThat(
            city.one(
                "SELECT count(*)::text FROM bill b WHERE b.tenant_id = :tenant AND (SELECT count(*)"
                    + " FROM body_line l WHERE l.tenant_id = b.tenant_id AND l.bill_id = b.bill_id)"
                    + " <> 2"))
        .isEqualTo("0");
    complete();
  }

  private void complete() {
    long before = city.count("bill");
    Result second = city.run(file, TestProfile.plain());

    // What was being committed when the process died may have come through after we counted.
    assertThat(second.alreadyBooked().rows()).isGreaterThanOrEqualTo(before);
    assertThat(second.booked().rows() + second.alreadyBooked().rows()).isEqualTo(rows);
    assertThat(second.refused().rows()).isZero();
    assertThat(city.count("bill")).isEqualTo(rows);
    assertThat(new BigDecimal(city.money())).isEqualByComparingTo(total);
    assertThat(city.run(file, TestProfile.plain()).booked().rows()).isZero();
  }

  private void assertSameAsUninterrupted() {
    ImportFixture.Ledger other = fixture.ledger();
    other.run(file, TestProfile.plain());
    assertThat(city.bills()).isEqualTo(other.bills());
  }

  /** What is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      try (Database database =
          Database.open(
              new Database.Settings(arguments[0], arguments[1], arguments[2], 2),
              Clock.systemUTC())) {
        Progress progress =
            (stage, done, _) -> {
              if (stage == Progress.Stage.BOOKING) {
                System.out.println("booked " + done);
              }
            };
        BillImporter.run(
            database,
            Long.parseLong(arguments[3]),
            Integer.parseInt(arguments[4]),
            Path.of(arguments[5]),
            TestProfile.plain(),
            new Options(false, Optional.empty(), progress));
      }
    }
  }
}
