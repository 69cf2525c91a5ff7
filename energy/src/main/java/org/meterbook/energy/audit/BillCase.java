package org.meterbook.energy.audit;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bill that is audited, with what is known around it.
 *
 * @param lines its lines
 * @param meters its meters
 * @param others the account's other bills, in the order of their beginning
 * @param contenders those of them that it may be in conflict with: of two bills that are audited
 *     together, the one entered later is in conflict with the other
 * @param alerts messages of the account that are in force at its end
 * @param imported what its file said; empty for a bill that came from none
 * @param today the day of the audit
 * @param overdue whether bills that should have followed it by now are to be missed
 */
public record BillCase(
    BillFacts bill,
    List<LineFacts> lines,
    List<MeterCase> meters,
    List<BillFacts> others,
    List<BillFacts> contenders,
    List<String> alerts,
    Optional<Imported> imported,
    LocalDate today,
    boolean overdue) {
  /** The account's bills that begin earlier, the latest first. */
  List<BillFacts> earlier() {
    return others.stream().filter(this::isEarlier).toList().reversed();
  }

  private boolean isEarlier(BillFacts other) {
    return other.begin().isBefore(bill.begin())
        || other.begin().equals(bill.begin()) && other.id() < bill.id();
  }

  /** The bill before this one. */
  Optional<BillFacts> previous() {
    return earlier().stream().findFirst();
  }

  /** The first of the bills that it may be in conflict with for which something holds. */
  Optional<BillFacts> contender(java.util.function.Predicate<BillFacts> condition) {
    return contenders.stream().filter(condition).min(Comparator.comparingInt(BillFacts::id));
  }

  /** The use lines of its meters. */
  Stream<LineFacts> useLines() {
    return lines.stream().filter(line -> line.isUse() && !Double.isNaN(line.value()));
  }
}
