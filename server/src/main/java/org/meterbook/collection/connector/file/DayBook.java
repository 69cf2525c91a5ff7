package org.meterbook.collection.connector.file;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.meterbook.collection.connector.Found;

/** Sorts the readings of one meter, out of several documents, into the days of its zone. */
final class DayBook {
  private static final int MINUTE = 60;
  private static final int DAY = 86_400;

  private final ZoneId zone;
  private final Map<LocalDate, Filling> days = new TreeMap<>();

  DayBook(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Takes a reading. One of a later document replaces that of an earlier one; so does a whole day,
   * where it is of other intervals or in another unit.
   *
   * @param document numbers them in the order in which they came
   */
  void put(int document, Finds.Reading reading) {
    if (reading.seconds() < MINUTE || reading.seconds() > DAY) {
      return;
    }
    LocalDate day = LocalDate.ofInstant(reading.start(), zone);
    Filling filling = days.get(day);
    if (filling == null || (!filling.fits(reading) && filling.document < document)) {
      filling = new Filling(day, zone, reading);
      days.put(day, filling);
    }
    if (filling.fits(reading)) {
      filling.put(document, reading);
    }
  }

  /** The days that one of these documents tells of, oldest first. */
  List<Found.Day> days(Predicate<Integer> documents) {
    return days.values().stream()
        .filter(filling -> documents.test(filling.document))
        .map(Filling::day)
        .toList();
  }

  /** A day while its readings come. */
  private static final class Filling {
    private final LocalDate date;
    private final Instant begin;
    private final Instant end;
    private final int seconds;
    private final String unit;
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private Finds.Reading last;
    private int document;

    Filling(LocalDate date, ZoneId zone, Finds.Reading first) {
      this.date = date;
      this.begin = date.atStartOfDay(zone).toInstant();
      this.end = date.plusDays(1).atStartOfDay(zone).toInstant();
      this.seconds = first.seconds();
      this.unit = first.unit();
      this.last = first;
    }

    boolean fits(Finds.Reading reading) {
      return reading.seconds() == seconds && reading.unit().equals(unit);
    }

    void put(int from, Finds.Reading reading) {
      double[] slots = values.computeIfAbsent(reading.kind(), _ -> gaps());
      int slot = (int) ((reading.start().getEpochSecond() - begin.getEpochSecond()) / seconds);
      if (slot < slots.length) {
        slots[slot] = reading.value();
        document = Math.max(document, from);
        last = reading;
      }
    }

    private double[] gaps() {
      double[] slots =
          new double[(int) ((end.getEpochSecond() - begin.getEpochSecond()) / seconds)];
      Arrays.fill(slots, Double.NaN);
      return slots;
    }

    Found.Day day() {
      return new Found.Day(date, begin, end, seconds, unit, values, last.source(), last.quality());
    }
  }
}
