package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of some rows. Made anew for each attempt of a transaction, and counted only when it has
 * committed.
 */
final class Outcome {
  /** A row that is refused for what the books or the other rows say. */
  record Refused(int row, String reason) {}

  final Tally booked = new Tally();
  final Tally alreadyBooked = new Tally();
  final Tally refused = new Tally();
  final List<PlannedBill> bills = new ArrayList<>();
  final List<Refused> refusals = new ArrayList<>();
  final Map<String, Integer> created = new TreeMap<>();
  Optional<Integer> batch = Optional.empty();

  void created(String what, int count) {
    created.merge(what, count, Integer::sum);
  }
}
