package org.meterbook.energy.audit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Rules over what was there before. */
final class RepeatRules {
  private static final double PERCENT = 100;

  /** Two uses a day are the same within this share. */
  private static final double SAME = 0.1 / PERCENT;

  private RepeatRules() {}

  /** The same total, and one of its dates. */
  static Optional<String> duplicate(BillCase bill, Parameters told) {
    BillFacts now = bill.bill();
    return bill.contender(other -> now.costsLike(other) && sharesDate(now, other))
        .map(other ->
            "bill %d of %s to %s costs %s too"
                .formatted(other.id(), other.begin(), other.end(), Words.money(now.total())));
  }

  private static boolean sharesDate(BillFacts one, BillFacts other) {
    return one.begin().equals(other.begin())
        || one.end().equals(other.end())
        || one.dueDate() != null && Objects.equals(one.dueDate(), other.dueDate())
        || one.statementDate() != null
            && Objects.equals(one.statementDate(), other.statementDate());
  }

  static Optional<String> invoice(BillCase bill, Parameters told) {
    return same(bill, bill.bill().invoiceNumber(), BillFacts::invoiceNumber, "invoice number");
  }

  static Optional<String> controlCode(BillCase bill, Parameters told) {
    return same(bill, bill.bill().controlCode(), BillFacts::controlCode, "control code");
  }

  private static Optional<String> same(
      BillCase bill,
      @Nullable String own,
      java.util.function.Function<BillFacts, @Nullable String> of,
      String what) {
    if (own == null || own.isBlank()) {
      return Optional.empty();
    }
    return bill.contender(other -> own.strip().equalsIgnoreCase(stripped(of.apply(other))))
        .map(other ->
            "bill %d of %s to %s has the %s %s too"
                .formatted(other.id(), other.begin(), other.end(), what, own.strip()));
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /** An account that is charged the same every month has bills that repeat: no wonder there. */
  static Optional<String> costAsBefore(BillCase bill, Parameters told) {
    List<BillFacts> earlier = bill.earlier();
    return bill.previous()
        .filter(previous -> bill.bill().costsLike(previous))
        .filter(_ -> earlier.size() > 1 && !repeats(earlier, BillFacts::costsLike))
        .map(previous ->
            "it costs %s, as the bill before, of %s to %s, does"
                .formatted(Words.money(previous.total()), previous.begin(), previous.end()));
  }

  /** Equal use or use a day in a row, of a meter that is not known for it. */
  static Optional<String> useAsBefore(MeterCase meter, Parameters told) {
    MeterFacts now = meter.now();
    if (!(now.use() > 0) || now.estimated()) {
      return Optional.empty();
    }
    List<MeterFacts> run =
        meter.earlier().stream().takeWhile(before -> usedAlike(now, before)).toList();
    int bills = told.number(Parameter.BILLS);
    List<MeterFacts> older = meter.earlier().subList(run.size(), meter.earlier().size());
    boolean news = !older.isEmpty() && !repeats(older, RepeatRules::usedAlike);
    return run.size() + 1 >= bills && news
        ? Optional.of(
            "%d bills in a row have a use of %s %s or of as much a day, and are not marked as estimated"
                .formatted(run.size() + 1, Words.number(now.use()), meter.useUnit())
                .replace("  ", " "))
        : Optional.empty();
  }

  private static boolean usedAlike(MeterFacts one, MeterFacts other) {
    return one.use() == other.use()
        || Math.abs(one.usePerDay() - other.usePerDay()) <= SAME * Math.abs(one.usePerDay());
  }

  static Optional<String> zeroInARow(MeterCase meter, Parameters told) {
    if (meter.now().use() != 0) {
      return Optional.empty();
    }
    List<MeterFacts> run = meter.earlier().stream().takeWhile(each -> each.use() == 0).toList();
    boolean ran = meter.earlier().stream().anyMatch(each -> each.use() > 0);
    return ran && run.size() + 1 >= told.number(Parameter.BILLS)
        ? Optional.of("%s in a row have no use".formatted(Words.count(run.size() + 1L, "bill")))
        : Optional.empty();
  }

  private static <T> boolean repeats(List<T> bills, BiPredicate<T, T> alike) {
    for (int i = 1; i < bills.size(); i++) {
      if (alike.test(bills.get(i), bills.get(i - 1))) {
        return true;
      }
    }
    return false;
  }
}
