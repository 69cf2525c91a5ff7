package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields of the two strict files. */
class StructureTest {
  private final Collected usage = Collected.of(Collected.golden("strict"));
  private final Collected customer = Collected.of(Collected.golden("strict-customer"));

  @Test
  void usagePoint() {
    UsagePoint point = usage.usagePoints().getFirst();

    assertThat(point.entry().title()).isEqualTo("House");
    assertThat(point.entry().id()).isEqualTo("urn:uuid:00000000-0000-5000-8000-000000000001");
    assertThat(point.entry().href()).endsWith("/UsagePoint/1");
    assertThat(point.entry().published()).hasValue(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(point.entry().updated()).hasValue(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(point.roleFlags()).hasValue("0010");
    assertThat(point.serviceKind()).hasValue(0);
    assertThat(point.status()).hasValue(1);
    ServiceDeliveryPoint delivery = point.serviceDeliveryPoint().orElseThrow();
    assertThat(delivery.name()).hasValue("Main");
    assertThat(delivery.tariffProfile()).hasValue("R-1");
    TimeConfiguration time = point.timeConfiguration().orElseThrow();
    assertThat(time.offsetAt(Instant.parse("2026-07-01T00:00:00Z"))).hasToString("-04:00");
    assertThat(time.offsetAt(Instant.parse("2026-01-01T00:00:00Z"))).hasToString("-05:00");
  }

  @Test
  void readingType() {
    MeterReading reading = usage.usagePoints().getFirst().meterReadings().getFirst();
    ReadingType type = reading.readingType().orElseThrow();

    assertThat(reading.entry().title()).isEqualTo("Hourly use");
    assertThat(type.accumulationBehaviour()).hasValue(4);
    assertThat(type.intervalLength()).hasValue(3600);
    assertThat(type.powerOfTenMultiplier()).isEqualTo(-3);
    assertThat(type.unit()).hasValue(Uom.WATT_HOUR);
    assertThat(type.tou()).isEmpty();
    assertThat(type.physical(1500)).isEqualByComparingTo("1.5");
  }

  @Test
  void readings() {
    MeterReading reading = usage.usagePoints().getFirst().meterReadings().getFirst();

    assertThat(usage.readings())
        .containsExactly(
            new Collected.Reading(
                reading,
                new IntervalReading(
                    1_772_341_200,
                    3600,
                    1500,
                    17,
                    18_000,
                    IntervalReading.NONE,
                    IntervalReading.NONE,
                    IntervalReading.NONE)),
            new Collected.Reading(
                reading,
                new IntervalReading(
                    1_772_344_800,
                    3600,
                    2500,
                    8,
                    IntervalReading.ABSENT,
                    IntervalReading.NONE,
                    IntervalReading.NONE,
                    IntervalReading.NONE)));
  }

  @Test
  void moneyIsHundredThousandthsWhateverTheMultiplier() {
    UsageSummary summary = usage.usagePoints().getFirst().summaries().getFirst();

    assertThat(summary.billLastPeriod()).hasValue(new BigDecimal("123.45678"));
    assertThat(summary.lineItems().getFirst().amount()).hasValue(new BigDecimal("5.00000"));
    assertThat(summary.lineItems().getFirst().itemKind()).hasValue(2);
    assertThat(summary.currency()).hasValue(840);
    assertThat(summary.billingPeriod()).hasValue(new TimeInterval(1_769_922_000, 2_678_400));
    assertThat(summary.statusTimeStamp()).hasValue(1_772_600_400);
    assertThat(
            summary
                .measurement(SummaryMeasure.OVERALL_CONSUMPTION_LAST_PERIOD)
                .flatMap(SummaryMeasurement::physical))
        .hasValue(new BigDecimal("750000"));
    assertThat(summary.measurement(SummaryMeasure.PEAK_DEMAND)).isEmpty();
    assertThat(summary.older()).isFalse();
  }

  @Test
  void whatNamesAnotherUsagePointIsNotHungOnTheOnlyOne(@TempDir Path folder) throws IOException {
    String text = Files.readString(Collected.golden("strict"));
    int summary = text.indexOf("<entry>", text.indexOf("000000000005"));
    String other = text.substring(summary).replace("UsagePoint/1/", "UsagePoint/2/");
    Path path = Files.writeString(folder.resolve("f.xml"), text.substring(0, summary) + other);

    Collected file = Collected.of(path);

    assertThat(file.usagePoints().getFirst().summaries()).isEmpty();
    assertThat(file.unattached()).singleElement().isInstanceOf(UsageSummary.class);
    assertThat(file.tolerances()).isEmpty();
  }

  @Test
  void resourcesThatAreNotReadAreNamed(@TempDir Path folder) throws IOException {
    String text =
        Files.readString(Collected.golden("strict"))
            .replace("espi:UsageSummary", "espi:ElectricPowerQualitySummary");
    Path path = Files.writeString(folder.resolve("f.xml"), text);

    assertThat(Collected.of(path).skipped())
        .extracting(Note::text)
        .containsExactly("ElectricPowerQualitySummary is not read");
  }

  @Test
  void aMultiplierThatCannotBeReadTakesTheTypeWithIt(@TempDir Path folder) throws IOException {
    String text =
        Files.readString(Collected.golden("strict"))
            .replace("<espi:powerOfTenMultiplier>-3<", "<espi:powerOfTenMultiplier>kilo<");
    Path path = Files.writeString(folder.resolve("f.xml"), text);

    Collected file = Collected.of(path);

    assertThat(file.readings().getFirst().meterReading().readingType()).isEmpty();
    assertThat(file.refused())
        .extracting(Note::text)
        .containsExactly("powerOfTenMultiplier kilo is not a whole number");
  }

  @Test
  void customerWithAllThatHangsOnIt() {
    Customer mill = customer.customers().getFirst();
    CustomerAccount account = mill.accounts().getFirst();
    CustomerAgreement agreement = account.agreements().getFirst();

    assertThat(mill.name()).hasValue("Mill & Sons");
    Organisation organisation = mill.organisation().orElseThrow();
    assertThat(organisation.phone()).hasValue("555 0100");
    assertThat(organisation.email()).hasValue("mill@example.org");
    assertThat(organisation.streetAddress().orElseThrow().town()).hasValue("Springfield");
    assertThat(account.lastBillAmount()).hasValue(new BigDecimal("123.45678"));
    assertThat(account.accountId()).hasValue("A-1");
    assertThat(agreement.demandResponsePrograms()).containsExactly("Peak Saver");
    assertThat(agreement.signDate()).isEqualTo(OptionalLong.of(1_577_836_800));
    assertThat(agreement.currency()).isEqualTo(OptionalInt.of(840));
    ServiceLocation location = agreement.locations().getFirst();
    assertThat(location.positions()).containsExactly(new ServiceLocation.Position("-73.9", "40.7"));
    assertThat(location.usagePoints())
        .containsExactly(usage.usagePoints().getFirst().entry().href());
    assertThat(location.mainAddress().orElseThrow().line()).hasValue("12 Mill Road");
    assertThat(agreement.suppliers().getFirst().kind()).hasValue("utility");
    assertThat(agreement.meters().getFirst().multipliers())
        .containsExactly(new Meter.Multiplier("kR", "40"));
    assertThat(account.statements().getFirst().documents())
        .containsExactly(
            new Statement.Document(
                Optional.of("bill.pdf"),
                Optional.of("application/pdf"),
                "https://utility.example/bill/1"));
    assertThat(customer.unattached()).isEmpty();
  }
}
