package org.meterbook.interval.readingimport;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.interval.readingimport.ImportModels.WideColumns;

/**
 * The intervals of a local day side by side.
 *
 * @param first the column of the first one, from 0
 * @param columns how many there are
 * @param intervalSeconds how long each is
 */
record WideDay(int first, int columns, int intervalSeconds) {
  private static final int DAY = 86_400;

  static Optional<WideDay> of(@Nullable WideColumns sent, List<String> errors) {
    if (sent == null) {
      return Optional.empty();
    }
    int columns = sent.columns() == null ? 0 : sent.columns();
    Integer first = sent.firstColumnNumber();
    Integer said = sent.intervalInSeconds();
    if (columns < 1 || columns > 1500 || first == null || first < 1 || said != null && said < 60) {
      errors.add(
          "wide: firstColumnNumber and columns are required, from 1 and to 1500, and intervalInSeconds is at least 60");
      return Optional.empty();
    }
    // 25, 50 and 100 columns are those of a day with an hour more.
    int usual = columns % 25 == 0 ? columns / 25 * 24 : columns;
    int seconds = said == null ? DAY / usual : said;
    if (DAY % seconds != 0 || seconds % 60 != 0 || columns * (long) seconds < DAY) {
      errors.add(
          "wide: %d columns of %d seconds are no day; give intervalInSeconds"
              .formatted(columns, seconds));
      return Optional.empty();
    }
    return Optional.of(new WideDay(first - 1, columns, seconds));
  }

  /**
   * Where the columns of a day belong.
   *
   * @param ends the end of each column's interval, in seconds since 1970; 0 where the day has no
   *     such interval
   * @param note what is missing; empty for nothing
   */
  record Places(long[] ends, String note) {}

  /** The places of a day in a zone. */
  Places places(LocalDate day, ZoneId zone) {
    long begin = day.atStartOfDay(zone).toEpochSecond();
    long end = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
    ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochSecond(begin - 1));
    if (change == null || change.toEpochSecond() >= end) {
      return inOrder(begin, end);
    }
    // Where the clock is put back a file with the columns for it has the day in order.
    boolean whole = columns * (long) intervalSeconds >= end - begin;
    return change.isOverlap() && whole ? inOrder(begin, end) : byTheClock(begin, change);
  }

  private Places inOrder(long begin, long end) {
    long[] ends = new long[columns];
    for (int i = 0; i < columns; i++) {
      long stamp = begin + (i + 1L) * intervalSeconds;
      ends[i] = stamp <= end ? stamp : 0;
    }
    return new Places(ends, "");
  }

  /** Columns are named by the wall clock: those that it skips are empty, the rest moves up. */
  private Places byTheClock(long begin, ZoneOffsetTransition change) {
    long[] ends = new long[columns];
    long moved = change.getDuration().getSeconds();
    int at = change.getDateTimeBefore().toLocalTime().toSecondOfDay();
    for (int i = 0; i < columns; i++) {
      long clock = (long) i * intervalSeconds;
      boolean skipped = change.isGap() && clock >= at && clock < at + moved;
      long shift = clock < at ? 0 : -moved;
      ends[i] = skipped || clock >= DAY ? 0 : begin + clock + shift + intervalSeconds;
    }
    return new Places(
        ends,
        change.isGap()
            ? ""
            : "the clock was put back on this day, and the file has no columns for the repeated %d minutes: they are missing"
                .formatted(-moved / 60));
  }
}
