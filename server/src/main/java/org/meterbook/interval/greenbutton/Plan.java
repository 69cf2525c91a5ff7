package org.meterbook.interval.greenbutton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.greenbutton.IntervalReading;
import org.meterbook.greenbutton.MeterReading;
import org.meterbook.interval.FileChannels.Meter;
import org.meterbook.interval.FileSeries;
import org.meterbook.interval.FileText;

/** What is to become of a meter reading, and what has become of it. Not thread-safe. */
final class Plan {
  private static final int MOST_REMARKS = 100;

  /**
   * Where a meter reading goes.
   *
   * @param channel its id
   * @param source what its readings come from
   * @param factors how values become readings of the channel
   */
  record Goal(
      Meter meter,
      boolean createdMeter,
      int channel,
      boolean createdChannel,
      Measured measured,
      String unit,
      int source,
      Factors factors) {}

  final MeterReading meterReading;
  final Optional<Goal> goal;
  private final List<String> remarks = new ArrayList<>();
  private long[] ends = new long[256];
  private long[] values = new long[256];
  private byte[] qualities = new byte[256];
  private int size;
  private long refused;
  private FileSeries.Stored stored = FileSeries.Stored.NONE;

  private Plan(MeterReading meterReading, Optional<Goal> goal) {
    this.meterReading = meterReading;
    this.goal = goal;
  }

  static Plan to(MeterReading meterReading, Goal goal) {
    return new Plan(meterReading, Optional.of(goal));
  }

  static Plan refused(MeterReading meterReading, String reason) {
    Plan plan = new Plan(meterReading, Optional.empty());
    plan.remark(reason);
    return plan;
  }

  /** Says something; only the first hundred are kept. */
  void remark(String text) {
    if (remarks.size() < MOST_REMARKS) {
      remarks.add(FileText.cut(text, FileText.LONGEST_REMARK));
    }
  }

  /** Takes a reading, to be stored with the next block. */
  void add(IntervalReading reading) {
    if (goal.isEmpty()) {
      refused++;
      return;
    }
    if (size == values.length) {
      ends = Arrays.copyOf(ends, size * 2);
      values = Arrays.copyOf(values, size * 2);
      qualities = Arrays.copyOf(qualities, size * 2);
    }
    ends[size] = reading.end();
    values[size] = reading.value();
    // Codes go up to 19.
    qualities[size++] = (byte) Math.clamp(reading.quality(), 0, Byte.MAX_VALUE);
  }

  /** Is there anything to be stored? */
  boolean isWaiting() {
    return size > 0;
  }

  /** What a series refuses of a block, to be noted once the block is committed. */
  List<String> fill(FileSeries series, Factors factors) {
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double value = factors.at(series, ends[i]).apply(values[i]);
      String error = series.add(ends[i], value, qualities[i], null);
      if (!error.isEmpty()) {
        errors.add(java.time.Instant.ofEpochSecond(ends[i]) + ": " + error);
      }
    }
    return errors;
  }

  /** The block is stored. */
  void stored(FileSeries.Stored more, List<String> errors) {
    stored = stored.plus(more);
    refused += errors.size();
    errors.forEach(this::remark);
    size = 0;
  }

  GreenButtonResult.GreenButtonSeries result() {
    @Nullable Goal to = goal.orElse(null);
    return new GreenButtonResult.GreenButtonSeries(
        Names.shown(meterReading.entry()),
        to == null ? null : to.meter().code(),
        to == null ? null : to.channel(),
        to != null && to.createdMeter(),
        to != null && to.createdChannel(),
        to == null ? null : to.measured().observationType(),
        to == null ? null : to.unit(),
        to == null ? null : to.measured().unit(),
        to == null ? null : to.factors().newest(),
        stored.stored(),
        stored.replaced(),
        stored.same(),
        stored.repeated(),
        refused,
        List.copyOf(remarks));
  }
}
