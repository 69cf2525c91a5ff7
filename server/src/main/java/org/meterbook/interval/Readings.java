package org.meterbook.interval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Readings of one channel in the order of time, each moment once. Grows; not thread-safe.
 *
 * <p>Kept as arrays: a call may bring hundreds of thousands.
 */
final class Readings {
  long[] times;
  double[] values;
  byte[] qualities;
  int[] sources;
  final Map<Integer, String> notes = new HashMap<>();
  int size;

  Readings(int capacity) {
    times = new long[capacity];
    values = new double[capacity];
    qualities = new byte[capacity];
    sources = new int[capacity];
  }

  void add(long time, double value, int quality, int source) {
    if (size == times.length) {
      grow(Math.max(16, size * 2));
    }
    times[size] = time;
    values[size] = value;
    qualities[size] = (byte) quality;
    sources[size++] = source;
  }

  void add(Readings other, int index) {
    String note = other.notes.get(index);
    if (note != null) {
      notes.put(size, note);
    }
    add(other.times[index], other.values[index], other.qualities[index], other.sources[index]);
  }

  /** Everything but the source is equal: sent again, it is the same. */
  boolean same(int index, Readings other, int otherIndex) {
    return Double.compare(values[index], other.values[otherIndex]) == 0
        && qualities[index] == other.qualities[otherIndex]
        && java.util.Objects.equals(notes.get(index), other.notes.get(otherIndex));
  }

  private void grow(int capacity) {
    times = Arrays.copyOf(times, capacity);
    values = Arrays.copyOf(values, capacity);
    qualities = Arrays.copyOf(qualities, capacity);
    sources = Arrays.copyOf(sources, capacity);
  }

  /** Readings that {@link #ordered} left out, because a later one was of the same moment. */
  int repeated;

  /** In the order of time; of one moment the one that came last. */
  Readings ordered() {
    if (isOrdered()) {
      return this;
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
    Readings sorted = new Readings(size);
    for (int i = 0; i < size; i++) {
      if (i + 1 == size || times[order[i]] != times[order[i + 1]]) {
        sorted.add(this, order[i]);
      }
    }
    sorted.repeated = size - sorted.size;
    return sorted;
  }

  private boolean isOrdered() {
    for (int i = 1; i < size; i++) {
      if (times[i] <= times[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
