package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One small file for each tolerance: what is listed, and what is read all the same. */
class GoldenTest {
  private static final long FIRST = 1_772_341_200; // 2026-03-01T05:00:00Z
  private static final String USUAL = "0+3600=1500 3600+3600=2500";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "strict                             | -                                  | usual",
        "strict-inline-namespaces           | -                                  | usual",
        "entries-in-any-order               | -                                  | usual",
        "bytes-before-xml                   | BYTES_BEFORE_XML 1                 | usual",
        "feed-missing                       | FEED_MISSING 1, METER_READING_MISSING 1 | usual",
        "namespace-missing                  | NAMESPACE_MISSING 113              | usual",
        "namespace-wrong                    | NAMESPACE_WRONG 59                 | usual",
        "prefix-undeclared                  | PREFIX_UNDECLARED 59               | usual",
        "foreign-element                    | FOREIGN_ELEMENT 2                  | usual",
        "several-in-content                 | SEVERAL_IN_CONTENT 1               | usual",
        "service-delivery-point-capital     | SERVICE_DELIVERY_POINT_CAPITAL 1   | usual",
        "reading-type-nested                | READING_TYPE_NESTED 1              | usual",
        "reading-type-in-block              | READING_TYPE_NESTED 1              | usual",
        "meter-reading-missing              | METER_READING_MISSING 1            | usual",
        "link-by-only-candidate             | LINK_BY_ONLY_CANDIDATE 5           | usual",
        "link-by-href      | LINK_BY_HREF 6   | 0+3600=1500 3600+3600=2500 0+3600=15 3600+3600=25",
        "link-by-order     | LINK_BY_ORDER 10 | 0+3600=1500 3600+3600=2500 0+3600=15 3600+3600=25",
        "multiplier-missing                 | MULTIPLIER_MISSING 1               | usual",
        "status-time-missing                | STATUS_TIME_MISSING 1              | usual",
        "duration-missing                   | DURATION_MISSING 2                 | usual",
        "duration-missing-from-block        | DURATION_MISSING 2                 | usual",
        "duration-missing-from-distance     | DURATION_MISSING 3 "
            + "| 0+900=1500 900+900=2500 1800+900=3500",
        "start-missing                      | DURATION_MISSING 2, START_MISSING 2 | usual",
        "text-for-code                      | TEXT_FOR_CODE 4                    | usual",
        "decimals-of-integer                | DECIMALS_OF_INTEGER 2              | usual",
        "out-of-order                       | READINGS_OUT_OF_ORDER 1, READING_REPEATED 1 "
            + "| 3600+3600=2500 0+3600=1500 3600+3600=2600",
        "reading-repeated                   | READING_REPEATED 1 "
            + "| 0+3600=1500 0+3600=1600 3600+3600=2500",
        "blocks-overlap                     | BLOCKS_OVERLAP 1 "
            + "| 0+3600=1 3600+3600=2 3600+3600=3 7200+3600=4",
        "blocks-overlap-earlier-updated-last | BLOCKS_OVERLAP 1 "
            + "| 3600+3600=3 7200+3600=4 0+3600=1 3600+3600=2",
        "refused                            | -                                  | 14400+3600=7",
        "strict-customer                    | -                                  | ''",
      })
  void file(String name, String tolerances, String readings) {
    Collected file = Collected.of(Collected.golden(name));

    assertThat(String.join(", ", file.tolerances()))
        .isEqualTo(tolerances == null ? "" : tolerances);
    assertThat(file.values(FIRST)).isEqualTo(readings.equals("usual") ? USUAL : readings);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bytes-before-xml",
    "entries-in-any-order",
    "strict-inline-namespaces",
    "namespace-missing",
    "namespace-wrong",
    "prefix-undeclared",
    "foreign-element",
    "several-in-content",
    "service-delivery-point-capital",
    "link-by-only-candidate",
    "decimals-of-integer",
    "text-for-code",
    "duration-missing",
    "start-missing",
  })
  void isReadLikeTheStrictOne(String name) {
    Collected strict = Collected.of(Collected.golden("strict"));
    Collected file = Collected.of(Collected.golden(name));

    if (!name.equals("link-by-only-candidate")) {
      assertThat(file.usagePoints()).isEqualTo(strict.usagePoints());
    }
    assertThat(file.usagePoints()).hasSize(1);
    assertThat(file.usagePoints().getFirst().timeConfiguration()).isPresent();
    assertThat(file.usagePoints().getFirst().summaries()).hasSize(1);
    assertThat(file.usagePoints().getFirst().meterReadings().getFirst().readingType()).isPresent();
    assertThat(file.unattached()).isEmpty();
  }

  @Test
  void missingLinksDoNotMixUpTwoUsagePoints() {
    for (String name : new String[] {"link-by-href", "link-by-order"}) {
      Collected file = Collected.of(Collected.golden(name));

      assertThat(file.usagePoints()).hasSize(2);
      for (int i = 0; i < 2; i++) {
        UsagePoint point = file.usagePoints().get(i);
        assertThat(point.meterReadings()).hasSize(1);
        assertThat(point.summaries()).hasSize(1);
        assertThat(point.meterReadings().getFirst().readingType()).isPresent();
        assertThat(file.readings().get(2 * i).meterReading())
            .isSameAs(point.meterReadings().getFirst());
      }
    }
  }

  @Test
  void daylightSavingNeitherLeavesAGapNorRepeatsAReading() {
    Collected file = Collected.of(Collected.golden("daylight-saving"));

    assertThat(file.tolerances()).isEmpty();
    assertThat(file.readings()).hasSize(8);
    for (int i = 0; i < 7; i++) {
      IntervalReading reading = file.readings().get(i).reading();
      IntervalReading next = file.readings().get(i + 1).reading();
      if (i != 3) {
        assertThat(next.start()).isEqualTo(reading.end());
      }
    }
  }

  @Test
  void localTimeIsTurnedIntoUtcWhenTheOptionsSaySo() {
    Collected file =
        Collected.of(Collected.golden("local-time"), Limits.DEFAULT, new ReadOptions(5, true));

    // 2026-11-01, 00:00 to 03:00 in New York with the hour from 01:00 twice.
    assertThat(file.tolerances()).containsExactly("LOCAL_TIME 4");
    assertThat(file.values(1_793_505_600))
        .isEqualTo("0+3600=1 3600+3600=2 7200+3600=3 10800+3600=4");
  }

  @Test
  void amountsInThousandthsAreScaledWhenTheOptionsSaySo() {
    Collected file =
        Collected.of(
            Collected.golden("cost-in-thousandths"), Limits.DEFAULT, new ReadOptions(3, false));

    assertThat(file.tolerances()).containsExactly("COST_SCALE 3");
    UsageSummary summary = file.usagePoints().getFirst().summaries().getFirst();
    assertThat(summary.billLastPeriod()).hasValue(new java.math.BigDecimal("123.45600"));
    assertThat(summary.lineItems().getFirst().amount())
        .hasValue(new java.math.BigDecimal("5.00000"));
    assertThat(file.readings().getFirst().reading().cost()).isEqualTo(18_000);
  }

  @Test
  void oddValuesAreRefusedByThemselves() {
    Collected file = Collected.of(Collected.golden("refused"));

    assertThat(file.refusedReadings())
        .extracting(Note::text)
        .containsExactly(
            "value abc is not a whole number",
            "duration -3600 is negative or too long",
            "start 4291747200 is not in the years 1970 to 2105",
            "value 1.5 is not a whole number",
            "start soon is not a whole number",
            "the reading has no value");
    assertThat(file.refusedReadings().getFirst().place())
        .isEqualTo(new Place("refused.xml", 96, "urn:uuid:00000000-0000-5000-8000-000000000005"));
    assertThat(file.refused())
        .extracting(Note::text)
        .containsExactly("billLastPeriod a lot is not a whole number");
    assertThat(file.usagePoints().getFirst().summaries().getFirst().billLastPeriod()).isEmpty();
  }

  /** BLOCKS_OVERLAP and the like all have a file of their own. */
  @Test
  void everyToleranceIsShown() throws IOException {
    Set<String> shown = new TreeSet<>();
    try (var files = Files.list(Collected.golden("strict").getParent())) {
      for (Path path : files.toList()) {
        boolean options = path.toString().contains("local") || path.toString().contains("cost");
        Collected.of(
                path, Limits.DEFAULT, options ? new ReadOptions(3, true) : ReadOptions.STANDARD)
            .tolerances()
            .forEach(line -> shown.add(line.substring(0, line.indexOf(' '))));
      }
    }
    for (Tolerance tolerance : Tolerance.values()) {
      assertThat(shown).contains(tolerance.name());
      assertThat(tolerance.text()).endsWith(".");
    }
  }
}
