package org.meterbook.conventions;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.meterbook.testing.TestServer;

/**
 * The days that each date shortcut means on the day of this test run, which is the 21st of November
 * 2026 in Chicago.
 */
final class Shortcuts {
  /** Both inclusive. */
  record Days(LocalDate first, LocalDate last) {
    private static Days of(String first, String last) {
      return new Days(LocalDate.parse(first), LocalDate.parse(last));
    }
  }

  /** The fiscal year of a test's datasource begins in July. */
  private static final Map<String, Days> ON_THE_DAY =
      Map.ofEntries(
          Map.entry("today", Days.of("2026-11-21", "2026-11-21")),
          Map.entry("yesterday", Days.of("2026-11-20", "2026-11-20")),
          Map.entry("last 7 days", Days.of("2026-11-14", "2026-11-21")),
          Map.entry("last 14 days", Days.of("2026-11-07", "2026-11-21")),
          Map.entry("last 30 days", Days.of("2026-10-22", "2026-11-21")),
          Map.entry("last 60 days", Days.of("2026-09-22", "2026-11-21")),
          Map.entry("last 90 days", Days.of("2026-08-23", "2026-11-21")),
          Map.entry("current month", Days.of("2026-11-01", "2026-11-30")),
          Map.entry("prior month", Days.of("2026-10-01", "2026-10-31")),
          Map.entry("prior year", Days.of("2025-01-01", "2025-12-31")),
          Map.entry("prior fiscal year", Days.of("2025-07-01", "2026-06-30")),
          Map.entry("year-to-date*", Days.of("2026-01-01", "2026-11-21")),
          Map.entry("year-to-date**", Days.of("2026-01-01", "2026-10-31")),
          Map.entry("fiscal year-to-date*", Days.of("2026-07-01", "2026-11-21")),
          Map.entry("fiscal year-to-date**", Days.of("2026-07-01", "2026-10-31")),
          Map.entry("prior 12 months*", Days.of("2025-11-22", "2026-11-21")),
          Map.entry("prior 12 months**", Days.of("2025-11-01", "2026-10-31")));

  static {
    if (!LocalDate.ofInstant(TestServer.START, ZoneOffset.UTC).equals(LocalDate.of(2026, 11, 21))) {
      throw new IllegalStateException("The days are those of another day than " + TestServer.START);
    }
  }

  private Shortcuts() {}

  static Days days(String shortcut) {
    return Objects.requireNonNull(ON_THE_DAY.get(shortcut), () -> "no days for '" + shortcut + "'");
  }
}
