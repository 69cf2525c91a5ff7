package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of readings as somebody sent it: for whom it is, and the readings as they were written.
 * Grows; not thread-safe.
 */
final class Delivered {
  /**
   * Which channel is meant.
   *
   * @param channelId the channel
   * @param channelImportId its name in other systems
   * @param ownerImportId the name of its meter or data point in other systems
   * @param observationTypeCode what it observes, where the owner has several channels
   * @param unitCode its unit, where that does not tell either
   * @param intervalSeconds its interval, where that does not tell either
   */
  record Target(
      @Nullable Integer channelId,
      @Nullable String channelImportId,
      @Nullable String ownerImportId,
      @Nullable String observationTypeCode,
      @Nullable String unitCode,
      @Nullable Integer intervalSeconds) {
    static Target channel(int id) {
      return new Target(id, null, null, null, null, null);
    }
  }

  /**
   * A reading that is refused.
   *
   * @param index its place among those sent, from 0
   */
  record Refused(
      int index,
      @Nullable String time,
      @Nullable Double value,
      @Nullable Boolean estimated,
      @Nullable String note,
      String error) {}

  /**
   * A run of readings, one every so many seconds: only the begin of the first interval was written.
   *
   * @param from index of the first one
   * @param to index after the last one
   * @param step seconds
   */
  record Run(int from, int to, long begin, boolean absolute, int step) {}

  final List<Run> runs = new ArrayList<>();

  Target target = new Target(null, null, null, null, null, null);

  /** The place among the sets sent. */
  final int index;

  /** Times by the wall clock of the channel's zone, whatever offset they were sent with. */
  boolean localOnly;

  long[] seconds = new long[64];
  boolean[] absolute = new boolean[64];

  /** Seconds that the clock of an absolute time is ahead of UTC. */
  int[] offsets = new int[64];

  double[] values = new double[64];
  byte[] qualities = new byte[64];
  final Map<Integer, String> notes = new HashMap<>();
  final List<Refused> refused = new ArrayList<>();

  /** How many were sent, refused ones too; those have NaN. */
  int size;

  Delivered(int index) {
    this.index = index;
  }

  void add(TimeText time, double value, int quality) {
    grow();
    seconds[size] = time.seconds;
    absolute[size] = time.absolute;
    offsets[size] = time.offset;
    values[size] = value;
    qualities[size++] = (byte) quality;
  }

  /** Adds a value of a run; NaN is a gap. */
  void add(double value) {
    grow();
    values[size++] = value;
  }

  void refuse(Refused reading) {
    grow();
    refused.add(reading);
    values[size++] = Double.NaN;
  }

  private void grow() {
    if (size == values.length) {
      int capacity = size * 2;
      seconds = Arrays.copyOf(seconds, capacity);
      absolute = Arrays.copyOf(absolute, capacity);
      offsets = Arrays.copyOf(offsets, capacity);
      values = Arrays.copyOf(values, capacity);
      qualities = Arrays.copyOf(qualities, capacity);
    }
  }
}
