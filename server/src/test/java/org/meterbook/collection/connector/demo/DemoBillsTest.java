package org.meterbook.collection.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.meterbook.collection.connector.Found;

class DemoBillsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private static List<Found.Bill> all() {
    return DemoMeter.all()
        .flatMap(meter -> DemoBills.bills(meter, LocalDate.EPOCH, TODAY).stream())
        .toList();
  }

  @Test
  void theDocumentedBill() {
    Period january = Period.of(DemoMeter.HOME, YearMonth.of(2015, 1));
    Found.Bill bill = DemoBills.bill(DemoMeter.HOME, january, TODAY);

    assertThat(bill.start()).isEqualTo("2015-01-07");
    assertThat(bill.end()).isEqualTo("2015-02-05");
    assertThat(bill.totalCost()).isEqualTo("194.78");
    assertThat(bill.tiers())
        .extracting(
            Found.Tier::name, Found.Tier::level, Found.Tier::volume, tier -> tier.cost().toString())
        .containsExactly(
            Tuple.tuple("Tier 1 Usage", 1, 327.0, "52.88"),
            Tuple.tuple("Tier 2 Usage", 2, 98.1, "18.14"),
            Tuple.tuple("Tier 3 Usage", 3, 228.9, "62.54"),
            Tuple.tuple("Tier 4 Usage", 4, 183.0, "60.98"));
    assertThat(bill.lineItems())
        .extracting(Found.LineItem::name, Found.LineItem::rate, Found.LineItem::volume)
        .contains(
            Tuple.tuple("Tier 1 Usage", 0.1617, 327.0),
            Tuple.tuple("Tier 2 Usage", 0.18491, 98.1),
            Tuple.tuple("Tier 3 Usage", 0.27322, 228.9),
            Tuple.tuple("Tier 4 Usage", 0.33322, 183.0))
        .endsWith(Tuple.tuple("Energy Commission Tax", null, null));
    assertThat(bill.lineItems().getLast().cost()).isEqualTo("0.24");
  }

  @Test
  void linesAddUpToTheTotalAndSharesToTheVolume() {
    for (Found.Bill bill : all()) {
      BigDecimal lines =
          bill.lineItems().stream()
              .map(Found.LineItem::cost)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal supplied =
          bill.suppliers().stream()
              .flatMap(supplier -> supplier.lineItems().stream())
              .map(Found.LineItem::cost)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(lines.add(supplied)).as(bill.key()).isEqualTo(bill.totalCost());
      if (!bill.tiers().isEmpty()) {
        assertThat(sum(bill.tiers().stream().map(Found.Tier::volume)))
            .isEqualByComparingTo(volume(bill));
      }
      if (!bill.timesOfUse().isEmpty()) {
        assertThat(sum(bill.timesOfUse().stream().map(Found.TimeOfUse::volume)))
            .isEqualByComparingTo(volume(bill));
      }
    }
  }

  private static BigDecimal sum(Stream<Double> volumes) {
    return volumes.map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal volume(Found.Bill bill) {
    return BigDecimal.valueOf(bill.totalVolume() == null ? 0 : bill.totalVolume());
  }

  @Test
  void billsFollowEachOtherUpToToday() {
    for (DemoMeter meter : DemoMeter.all().toList()) {
      for (LocalDate day = TODAY.minusDays(70); day.isBefore(TODAY); day = day.plusDays(1)) {
        List<Found.BillEntry> entries = DemoBills.entries(meter, LocalDate.EPOCH, day);
        assertThat(entries).hasSizeBetween(46, 48);
        assertThat(entries.getFirst().start()).isAfterOrEqualTo(day.minusMonths(48));
        for (int i = 1; i < entries.size(); i++) {
          assertThat(entries.get(i).start()).isEqualTo(entries.get(i - 1).end());
        }
        LocalDate last = entries.getLast().end();
        assertThat(last).isBeforeOrEqualTo(day);
        assertThat(Period.containing(meter, last).end()).isAfter(day);
      }
    }
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    assertThat(all()).isEqualTo(all());
    Found.Bill bill = all().getFirst();
    assertThat(BillPdf.print(bill)).isEqualTo(BillPdf.print(bill));
    LocalDate day = LocalDate.of(2026, 3, 8);
    assertThat(feed(day)).isEqualTo(feed(day));
  }

  private static byte[] feed(LocalDate day) {
    return DemoFeed.write(DemoMeter.OFFICE, Scenario.COMMERCIAL, day, day.plusDays(9), TODAY);
  }

  @Test
  void everyKindOfBlockIsOnSomeBill() {
    List<Found.Bill> bills = all();
    assertThat(bills).anyMatch(bill -> !bill.tiers().isEmpty());
    assertThat(bills).anyMatch(bill -> !bill.timesOfUse().isEmpty());
    assertThat(bills).anyMatch(bill -> bill.demands().size() == 2);
    assertThat(bills).anyMatch(bill -> !bill.powers().isEmpty());
    assertThat(bills).anyMatch(bill -> !bill.suppliers().isEmpty());
    assertThat(bills).anyMatch(bill -> "therms".equals(bill.totalUnit()));
  }

  @Test
  void statementsCarryOver() {
    for (List<DemoMeter> meters : List.of(DemoMeter.RESIDENTIAL, DemoMeter.COMMERCIAL)) {
      List<Found.Statement> statements = DemoAccounts.of(meters, TODAY).getFirst().statements();
      assertThat(statements).hasSizeGreaterThan(45);
      for (int i = 0; i < statements.size(); i++) {
        Found.Statement each = statements.get(i);
        BigDecimal sum =
            each.charges().stream()
                .map(Found.Charge::cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualTo(each.newCharges());
        if (i > 0) {
          assertThat(each.previousBalance()).isEqualTo(statements.get(i - 1).newBalance());
        }
      }
    }
  }

  @Test
  void aCorrectionIsOnTheNextStatementOnly() {
    List<LocalDate> corrected =
        DemoAccounts.of(DemoMeter.COMMERCIAL, LocalDate.of(2026, 12, 5))
            .getFirst()
            .statements()
            .stream()
            .filter(each ->
                each.charges().stream()
                    .anyMatch(charge -> charge.cost().equals(Charges.CORRECTION)))
            .map(Found.Statement::date)
            .toList();
    assertThat(corrected)
        .containsExactly(
            LocalDate.of(2023, 12, 1),
            LocalDate.of(2024, 12, 1),
            LocalDate.of(2025, 12, 1),
            LocalDate.of(2026, 12, 1));
  }
}
