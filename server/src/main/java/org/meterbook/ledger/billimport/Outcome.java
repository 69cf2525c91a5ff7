package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What came of some rows. Made anew for each attempt of a transaction, and counted only when it has
 * committed.
 */
final class Outcome {
  /** A row that is refused for what the books or the other rows say. */
  record Refused(int row, String reason) {}

  /** Bills that are there, and make room. */
  final Set<Integer> deleted = new LinkedHashSet<>();

  /** Those of them that were approved or exported when the permission for that was looked at. */
  final Set<Integer> unprotected = new LinkedHashSet<>();

  final Set<Integer> voided = new LinkedHashSet<>();

  /** Void bills whose key somebody else needs. */
  final Set<String> freedKeys = new LinkedHashSet<>();

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
