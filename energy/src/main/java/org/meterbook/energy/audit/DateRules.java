package org.meterbook.energy.audit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.meterbook.energy.BillingPeriod;

/** Rules over a bill's dates and those of its neighbours. */
final class DateRules {
  /** Bills whose rhythm is the account's. */
  private static final int RHYTHM = 12;

  private static final int FEWEST = 2;

  /** From so many usual lengths on a bill is missing. */
  private static final double MISSED = 1.75;

  private DateRules() {}

  static Optional<String> periodOutside(BillCase bill, Parameters told) {
    BillFacts now = bill.bill();
    LocalDate month = BillingPeriod.toYearMonth(now.period()).atDay(1);
    boolean outside = !month.isBefore(now.end()) || !month.plusMonths(1).isAfter(now.begin());
    return when(
        outside,
        "the billing period %s has none of the days from %s to %s"
            .formatted(Words.month(now.period()), now.begin(), now.end()));
  }

  static Optional<String> overlap(BillCase bill, Parameters told) {
    BillFacts now = bill.bill();
    return bill.contender(
            other -> other.begin().isBefore(now.end()) && other.end().isAfter(now.begin()))
        .map(other ->
            "%s to %s overlaps with bill %d of %s to %s"
                .formatted(now.begin(), now.end(), other.id(), other.begin(), other.end()));
  }

  static Optional<String> gap(BillCase bill, Parameters told) {
    return bill.earlier().stream()
        .map(BillFacts::end)
        .max(Comparator.naturalOrder())
        .filter(end -> end.isBefore(bill.bill().begin()))
        .map(end ->
            "%s without a bill, from %s to %s"
                .formatted(
                    Words.count(ChronoUnit.DAYS.between(end, bill.bill().begin()), "day"),
                    end,
                    bill.bill().begin()));
  }

  static Optional<String> endsInFuture(BillCase bill, Parameters told) {
    return when(
        bill.bill().end().isAfter(bill.today()),
        "it ends on %s, after today, %s".formatted(bill.bill().end(), bill.today()));
  }

  static Optional<String> manyInPeriod(BillCase bill, Parameters told) {
    int period = bill.bill().period();
    return bill.contender(other -> other.period() == period)
        .map(other ->
            "the account has bill %d of %s to %s in %s too"
                .formatted(other.id(), other.begin(), other.end(), Words.month(period)));
  }

  static Optional<String> statementBeforeEnd(BillCase bill, Parameters told) {
    return before(bill.bill().statementDate(), "statement", bill.bill().end(), "end");
  }

  static Optional<String> dueBeforeEnd(BillCase bill, Parameters told) {
    return before(bill.bill().dueDate(), "due", bill.bill().end(), "end");
  }

  static Optional<String> dueBeforeStatement(BillCase bill, Parameters told) {
    return before(bill.bill().dueDate(), "due", bill.bill().statementDate(), "statement");
  }

  private static Optional<String> before(
      @Nullable LocalDate early, String earlyName, @Nullable LocalDate late, String lateName) {
    return early == null || late == null
        ? Optional.empty()
        : when(
            early.isBefore(late),
            "the %s date %s is before the %s date %s".formatted(earlyName, early, lateName, late));
  }

  static Optional<String> dueTooLong(BillCase bill, Parameters told) {
    return tooLong(bill.bill().dueDate(), "due", bill, told);
  }

  static Optional<String> statementTooLong(BillCase bill, Parameters told) {
    return tooLong(bill.bill().statementDate(), "statement", bill, told);
  }

  private static Optional<String> tooLong(
      @Nullable LocalDate date, String name, BillCase bill, Parameters told) {
    if (date == null) {
      return Optional.empty();
    }
    long days = ChronoUnit.DAYS.between(bill.bill().end(), date);
    return when(
        days > told.number(Parameter.DAYS),
        "the %s date %s is %d days after its end, %s"
            .formatted(name, date, days, bill.bill().end()));
  }

  static Optional<String> startAdjusted(BillCase bill, Parameters told) {
    return bill.imported()
        .flatMap(Imported::begin)
        .filter(begin -> !begin.equals(bill.bill().begin()))
        .map(begin ->
            "the file begins it on %s; it was made to begin on %s"
                .formatted(begin, bill.bill().begin()));
  }

  static Optional<String> alerted(BillCase bill, Parameters told) {
    return bill.imported().isEmpty() || bill.alerts().isEmpty()
        ? Optional.empty()
        : Optional.of("an alert of the account says: " + String.join("; ", bill.alerts()));
  }

  static Optional<String> estimatedInARow(BillCase bill, Parameters told) {
    if (!bill.bill().estimated()) {
      return Optional.empty();
    }
    long row = 1 + bill.earlier().stream().takeWhile(BillFacts::estimated).count();
    int allowed = told.number(Parameter.BILLS);
    return when(
        row > allowed, "%d bills in a row are estimated, more than %d".formatted(row, allowed));
  }

  static Optional<String> lengthDiffers(BillCase bill, Parameters told) {
    return bill.previous()
        .filter(previous -> previous.days() > 0)
        .flatMap(previous -> {
          long days = bill.bill().days();
          double percent = 100.0 * Math.abs(days - previous.days()) / previous.days();
          return when(
              percent > told.number(Parameter.PERCENT_LENGTH_VARIANCE),
              "%d days is %s %d days, the bill before"
                  .formatted(days, Words.distance(days, previous.days()), previous.days()));
        });
  }

  static Optional<String> lengthUnusual(BillCase bill, Parameters told) {
    List<BillFacts> year = bill.earlier().stream().limit(RHYTHM).toList();
    OptionalDouble mean = year.stream().mapToLong(BillFacts::days).average();
    if (year.size() < FEWEST || mean.isEmpty()) {
      return Optional.empty();
    }
    double usual = mean.getAsDouble();
    long days = bill.bill().days();
    return when(
        usual - days >= told.number(Parameter.DAYS_SHORTER)
            || days - usual >= told.number(Parameter.DAYS_LONGER),
        "%d days is far from %s, the mean of %s before"
            .formatted(days, Words.number(Math.rint(usual)), Words.count(year.size(), "bill")));
  }

  // A bill that did not come
  // --------------------------------------------------------------------------------------------------

  /**
   * The account's rhythm is the median time from end to end of its last bills; a bill is missing
   * where the next end comes so much later that another one fits between.
   */
  static Optional<String> missing(BillCase bill, Parameters told) {
    List<LocalDate> ends =
        bill.earlier().stream().map(BillFacts::end).distinct().limit(RHYTHM + 1L).toList();
    OptionalDouble rhythm = rhythm(ends);
    if (rhythm.isEmpty()) {
      return Optional.empty();
    }
    LocalDate end = bill.bill().end();
    return late(ends.getFirst(), end, rhythm.getAsDouble(), "before this one")
        .or(() ->
            bill.overdue() && isLast(bill)
                ? late(end, bill.today(), rhythm.getAsDouble(), "after this one")
                : Optional.empty());
  }

  private static boolean isLast(BillCase bill) {
    return bill.others().stream().noneMatch(other -> other.end().isAfter(bill.bill().end()));
  }

  private static Optional<String> late(LocalDate from, LocalDate to, double rhythm, String where) {
    long days = ChronoUnit.DAYS.between(from, to);
    return when(
        days >= MISSED * rhythm,
        "%d days from %s to %s, where a bill comes every %s days: %s seem%s to be missing %s"
            .formatted(
                days,
                from,
                to,
                Words.number(Math.rint(rhythm)),
                Words.count(missed(days, rhythm), "bill"),
                missed(days, rhythm) == 1 ? "s" : "",
                where));
  }

  private static long missed(long days, double rhythm) {
    return Math.max(1, Math.round(days / rhythm) - 1);
  }

  private static OptionalDouble rhythm(List<LocalDate> ends) {
    List<Long> steps = new ArrayList<>();
    for (int i = 1; i < ends.size(); i++) {
      steps.add(ChronoUnit.DAYS.between(ends.get(i), ends.get(i - 1)));
    }
    steps.removeIf(step -> step <= 0);
    if (steps.size() < FEWEST) {
      return OptionalDouble.empty();
    }
    steps.sort(Comparator.naturalOrder());
    return OptionalDouble.of(
        (steps.get((steps.size() - 1) / 2) + steps.get(steps.size() / 2)) / 2.0);
  }

  private static Optional<String> when(boolean wrong, String words) {
    return wrong ? Optional.of(words) : Optional.empty();
  }
}
