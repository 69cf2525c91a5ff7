package org.meterbook.greenbutton;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what was tolerated, refused and skipped. */
final class Findings {
  // Beyond this a list says no more than its length.
  private static final int MAXIMUM_NOTES = 1_000;

  private static final class Counter {
    private final Place first;
    private long count;

    Counter(Place first) {
      this.first = first;
    }
  }

  private final Map<Tolerance, Counter> counters = new EnumMap<>(Tolerance.class);
  private final List<Note> refused = new ArrayList<>();
  private final List<Note> skipped = new ArrayList<>();

  void tolerated(Tolerance tolerance, Xml at) {
    Counter counter = counters.get(tolerance);
    if (counter == null) {
      tolerated(tolerance, at.place());
    } else {
      counter.count++;
    }
  }

  void tolerated(Tolerance tolerance, Place place) {
    counters.computeIfAbsent(tolerance, any -> new Counter(place)).count++;
  }

  void refused(Place place, String text) {
    add(refused, place, text);
  }

  void skipped(Place place, String text) {
    add(skipped, place, text);
  }

  private static void add(List<Note> notes, Place place, String text) {
    if (notes.size() < MAXIMUM_NOTES) {
      notes.add(new Note(place, text));
    }
  }

  List<AppliedTolerance> tolerances() {
    List<AppliedTolerance> applied = new ArrayList<>();
    counters.forEach((tolerance, counter) ->
        applied.add(new AppliedTolerance(tolerance, counter.count, counter.first)));
    return applied;
  }

  List<Note> refused() {
    return List.copyOf(refused);
  }

  List<Note> skipped() {
    return List.copyOf(skipped);
  }
}
