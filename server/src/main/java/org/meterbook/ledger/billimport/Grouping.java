package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meterbook.ledger.billimport.Parties.AccountSeed;
import org.meterbook.ledger.billimport.Parties.MeterSeed;

/** Which rows of an account and span make a bill together. */
final class Grouping {
  /** Takes the rows that make none. */
  @FunctionalInterface
  interface Refusals {
    void refuse(int row, String reason);
  }

  private final Profile profile;
  private final Intake intake;
  private final Rows rows;
  private final Doubts doubts;
  private final Refusals refusals;

  Grouping(Profile profile, Intake intake, Doubts doubts, Refusals refusals) {
    this.profile = profile;
    this.intake = intake;
    this.rows = intake.rows();
    this.doubts = doubts;
    this.refusals = refusals;
  }

  /** The good rows of one span, by the bills that they make. */
  List<int[]> bills(AccountSeed seed, List<Integer> group) {
    Map<Integer, String> faults = new TreeMap<>();
    for (int row : group) {
      if (rows.isRefused(row)) {
        faults.put(row, "");
      } else {
        fault(seed, row).ifPresent(fault -> faults.put(row, fault));
      }
    }
    List<Integer> good = new ArrayList<>();
    for (int row : group) {
      String fault = faults.get(row);
      if (fault == null && (faults.isEmpty() || !profile.sharesBills())) {
        good.add(row);
      } else if (fault == null) {
        refusals.refuse(
            row,
            "line %d, which is refused, is of the same bill"
                .formatted(rows.line(faults.keySet().iterator().next())));
      } else if (!fault.isEmpty()) {
        refusals.refuse(row, fault);
      }
    }
    return split(good);
  }

  private Optional<String> fault(AccountSeed seed, int row) {
    int meter = rows.meter(row);
    return doubts
        .account(seed)
        .or(() ->
            meter == Texts.NONE
                ? Optional.empty()
                : fault(seed, intake.parties().meter(meter), row));
  }

  private Optional<String> fault(AccountSeed seed, MeterSeed meter, int row) {
    if (meter.searched().isEmpty()) {
      return doubts.meter(seed, meter);
    }
    Searched searched = meter.searched().get();
    List<Integer> found =
        doubts
            .directory()
            .search(
                doubts.directory().account(seed).orElseThrow(),
                searched,
                rows.begin(row),
                rows.end(row));
    if (found.size() != 1) {
      return Optional.of(
          "the account has %s %s in the bill's time, so that none can be taken"
              .formatted(found.isEmpty() ? "no" : found.size(), searched));
    }
    rows.find(row, found.getFirst());
    return Optional.empty();
  }

  /**
   * Rows of different meters make one bill; what becomes of those of the same meter, the profile
   * says.
   */
  private List<int[]> split(List<Integer> good) {
    Map<Integer, Integer> seen = new HashMap<>();
    List<List<Integer>> rounds = new ArrayList<>();
    for (int row : good) {
      int round = seen.merge(rows.meter(row), 1, Integer::sum) - 1;
      if (round == rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round).add(row);
    }
    if (rounds.size() > 1 && profile.repeats() == Profile.Repeats.REFUSE) {
      good.forEach(row ->
          refusals.refuse(
              row,
              "%d rows have its account, dates and meter".formatted(seen.get(rows.meter(row)))));
      return List.of();
    }
    if (rounds.size() > 1 && profile.repeats() == Profile.Repeats.MERGE) {
      rounds = List.of(good);
    }
    return rounds.stream()
        .map(round -> round.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
