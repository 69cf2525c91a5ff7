package org.meterbook.energy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A monthly bill after a year of monthly bills, and what is found when something about it is odd.
 */
class AuditTest {
  private static final LocalDate TODAY = LocalDate.of(2012, 8, 1);
  private static final LocalDate BEGIN = LocalDate.of(2012, 5, 1);
  private static final LocalDate END = LocalDate.of(2012, 6, 1);
  private static final int METER = 7;
  private static final int DEBIT = 2;

  @Test
  void findsNothingAtAPlainBill() {
    for (Audit audit : Audit.values()) {
      assertThat(audit.find(plain(), audit.usual())).as(audit.code()).isEmpty();
    }
  }

  @Test
  void saysWithNumbersWhatIsTooHigh() {
    BillCase bill = metered(bill(100, BEGIN, END, "50.00"), 31 * 412.0, 0);
    assertThat(words(Audit.USE_DIFFERS_FROM_PRIOR_TWO_MONTHS, bill))
        .contains("use/day 412 kWh is 63 % above 253 kWh, the mean of Mar and Apr 2012");
  }

  @Test
  void comparesWithNothingWhereTheReferenceIsZero() {
    MeterFacts now = facts(100, BEGIN, END, 500);
    List<MeterFacts> zeros =
        List.of(
            facts(99, BEGIN.minusMonths(1), BEGIN, 0),
            facts(98, BEGIN.minusMonths(2), BEGIN.minusMonths(1), 0));
    BillCase bill = with(plain(), new MeterCase(METER, now, zeros, "kWh", "kW", null, null));
    assertThat(words(Audit.USE_DIFFERS_FROM_PRIOR_TWO_MONTHS, bill)).isEmpty();
  }

  @Test
  void missesABillWhereTwoFit() {
    BillFacts late = bill(100, BEGIN.plusMonths(1), END.plusMonths(1), "50.00");
    assertThat(words(Audit.BILL_IS_MISSING, around(late, year())))
        .first()
        .asString()
        .contains("1 bill seems to be missing before this one");
    assertThat(words(Audit.GAP_BETWEEN_BILL_AND_PREVIOUS_BILL_ON_ACCOUNT, around(late, year())))
        .first()
        .asString()
        .startsWith("31 days without a bill");
  }

  @Test
  void missesABillThatShouldHaveComeByNowOnlyWhenRunAgain() {
    BillFacts last = bill(100, BEGIN, END, "50.00");
    assertThat(words(Audit.BILL_IS_MISSING, around(last, year()))).isEmpty();
    BillCase again =
        new BillCase(
            last, List.of(), List.of(), year(), year(), List.of(), Optional.empty(), TODAY, true);
    assertThat(words(Audit.BILL_IS_MISSING, again)).first().asString().endsWith("after this one");
  }

  @Test
  void knowsADuplicateByItsTotalAndADate() {
    BillFacts same = bill(101, BEGIN, END.plusDays(1), "50.00");
    List<BillFacts> others = new ArrayList<>(year());
    others.add(bill(100, BEGIN, END, "50.00"));
    assertThat(words(Audit.LIKELY_DUPLICATE_BILL_ON_ACCOUNT, around(same, others))).hasSize(1);
    BillFacts other = bill(101, BEGIN, END.plusDays(1), "50.01");
    assertThat(words(Audit.LIKELY_DUPLICATE_BILL_ON_ACCOUNT, around(other, others))).isEmpty();
  }

  @Test
  void doesNotWonderAtAccountsThatAlwaysCostTheSame() {
    List<BillFacts> flat = new ArrayList<>();
    for (int month = 12; month > 0; month--) {
      flat.add(bill(100 - month, BEGIN.minusMonths(month), BEGIN.minusMonths(month - 1L), "9.50"));
    }
    assertThat(
            words(Audit.COST_IS_SAME_AS_LATEST_BILL, around(bill(100, BEGIN, END, "9.50"), flat)))
        .isEmpty();
    List<BillFacts> varied = new ArrayList<>(year());
    BillFacts last = varied.getLast();
    BillFacts same = bill(100, BEGIN, END, last.total().toPlainString());
    assertThat(words(Audit.COST_IS_SAME_AS_LATEST_BILL, around(same, varied))).hasSize(1);
  }

  @Test
  void findsALineThatStandsThereTwice() {
    LineFacts line = line(1200);
    BillCase bill = lined(List.of(line, line));
    assertThat(words(Audit.LINE_ITEM_IS_REPEATED_ON_BILL, bill)).hasSize(1);
    assertThat(words(Audit.LINE_ITEM_IS_REPEATED_ON_BILL, lined(List.of(line, line(1201)))))
        .isEmpty();
  }

  @Test
  void findsUseBelowZero() {
    assertThat(words(Audit.USE_IS_NEGATIVE, lined(List.of(line(-5)))))
        .containsExactly("the use \"Use\" is -5");
  }

  @Test
  void comparesTheFileWithTheBooks() {
    Imported file =
        new Imported(
            Map.of(METER, "B-2"),
            Map.of(),
            Optional.of(BEGIN.plusDays(1)),
            Optional.of(new BigDecimal("51.00")));
    BillCase plain = plain();
    BillCase bill =
        new BillCase(
            plain.bill(),
            List.of(),
            List.of(meter(31 * 250.0, "A-1")),
            List.of(),
            List.of(),
            List.of("ask first"),
            Optional.of(file),
            TODAY,
            false);
    assertThat(words(Audit.SERIAL_NUMBER_DOES_NOT_MATCH_IMPORT_FILE, bill))
        .containsExactly("the file has the serial number B-2, the books have A-1");
    assertThat(words(Audit.IMPORT_FILE_START_DATE_ADJUSTED_TO_PREVENT_GAPS, bill)).hasSize(1);
    assertThat(words(Audit.ACCOUNT_ALERT_EXISTS_ON_ACCOUNT_IN_IMPORT_FILE, bill)).hasSize(1);
    assertThat(words(Audit.TOTAL_BILL_COST_DOES_NOT_MATCH_LINE_ITEMS, bill)).hasSize(1);
  }

  @Test
  void passesOverWhatCostsLessThanTheMinimum() {
    Setting from = new Setting(Status.CHECK, 51, Parameters.NONE);
    BillFacts future = bill(100, TODAY, TODAY.plusDays(3), "50.00");
    assertThat(Audit.BILL_ENDS_IN_FUTURE.find(around(future, List.of()), from)).isEmpty();
    BillFacts credit = bill(100, TODAY, TODAY.plusDays(3), "-51.00");
    assertThat(Audit.BILL_ENDS_IN_FUTURE.find(around(credit, List.of()), from)).hasSize(1);
  }

  @Test
  void isCalledAsClientsCallIt() {
    assertThat(Audit.ABNORMAL_BILL_COST_WITH_OUTLIER_ANALYSIS.code())
        .isEqualTo("abnormalBillCostWithOutlierAnalysis");
  }

  // Made up
  // -------------------------------------------------------------------------------------------------------------------

  private static List<String> words(Audit audit, BillCase bill) {
    return audit.find(bill, audit.usual()).stream().map(Finding::words).toList();
  }

  private static BillFacts bill(int id, LocalDate begin, LocalDate end, String total) {
    int period = begin.getYear() * 100 + begin.getMonthValue();
    return new BillFacts(
        id,
        begin,
        end,
        period,
        new BigDecimal(total),
        false,
        end,
        end.plusDays(20),
        null,
        "I" + id);
  }

  private static List<BillFacts> year() {
    List<BillFacts> year = new ArrayList<>();
    for (int month = 12; month > 0; month--) {
      year.add(
          bill(
              100 - month,
              BEGIN.minusMonths(month),
              BEGIN.minusMonths(month - 1L),
              50 + month + ".10"));
    }
    return year;
  }

  private static MeterFacts facts(int id, LocalDate begin, LocalDate end, double use) {
    int period = begin.getYear() * 100 + begin.getMonthValue();
    return new MeterFacts(
        id,
        begin,
        end,
        period,
        use,
        Double.NaN,
        BigDecimal.valueOf(use / 10).setScale(2, java.math.RoundingMode.HALF_UP),
        false,
        Double.NaN);
  }

  /** A meter that used some 253 kWh a day in the months before. */
  private static MeterCase meter(double use, String serial) {
    List<MeterFacts> earlier = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      LocalDate begin = BEGIN.minusMonths(month);
      LocalDate end = BEGIN.minusMonths(month - 1L);
      double days = begin.until(end, java.time.temporal.ChronoUnit.DAYS);
      earlier.add(facts(100 - month, begin, end, days * (253 + month % 3 - 1.5)));
    }
    return new MeterCase(METER, facts(100, BEGIN, END, use), earlier, "kWh", "kW", serial, null);
  }

  private static BillCase around(BillFacts bill, List<BillFacts> others) {
    return new BillCase(
        bill, List.of(), List.of(), others, others, List.of(), Optional.empty(), TODAY, false);
  }

  private static BillCase metered(BillFacts bill, double use, int unused) {
    return with(around(bill, year()), meter(use, "A-1"));
  }

  private static BillCase with(BillCase bill, MeterCase meter) {
    return new BillCase(
        bill.bill(),
        bill.lines(),
        List.of(meter),
        bill.others(),
        bill.contenders(),
        List.of(),
        Optional.empty(),
        TODAY,
        false);
  }

  private static BillCase plain() {
    BillFacts bill = bill(100, BEGIN, END, "50.00");
    LineFacts cost =
        new LineFacts(METER, "COST", false, DEBIT, "Cost", Double.NaN, 0, bill.total());
    return new BillCase(
        bill,
        List.of(line(7700), cost),
        List.of(meter(31 * 250.0, "A-1")),
        year(),
        year(),
        List.of(),
        Optional.empty(),
        TODAY,
        false);
  }

  private static BillCase lined(List<LineFacts> lines) {
    BillCase plain = plain();
    return new BillCase(
        plain.bill(),
        lines,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        TODAY,
        false);
  }

  private static LineFacts line(double use) {
    return new LineFacts(METER, "TOTALUSE", true, DEBIT, "Use", use, 2, null);
  }
}
