package org.meterbook.greenbutton;

import java.util.Arrays;

/** What is remembered of interval blocks, in columns of numbers. */
final class Blocks {
  /** A time nobody has given. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private int size;
  private long[] up = new long[64];
  private long[] self = new long[64];
  private long[] above = new long[64];
  private long[] token = new long[64];
  private long[] start = new long[64];
  private long[] duration = new long[64];
  private long[] first = new long[64];
  private long[] last = new long[64];
  private long[] updated = new long[64];
  private int[] readings = new int[64];
  private int[] line = new int[64];
  private int[] document = new int[64];
  private int[] order = new int[64];
  private int[] meterReading = new int[64];
  private byte[] round = new byte[64];

  int add() {
    if (size == up.length) {
      int more = size + size / 2;
      up = Arrays.copyOf(up, more);
      self = Arrays.copyOf(self, more);
      above = Arrays.copyOf(above, more);
      token = Arrays.copyOf(token, more);
      start = Arrays.copyOf(start, more);
      duration = Arrays.copyOf(duration, more);
      first = Arrays.copyOf(first, more);
      last = Arrays.copyOf(last, more);
      updated = Arrays.copyOf(updated, more);
      readings = Arrays.copyOf(readings, more);
      line = Arrays.copyOf(line, more);
      document = Arrays.copyOf(document, more);
      order = Arrays.copyOf(order, more);
      meterReading = Arrays.copyOf(meterReading, more);
      round = Arrays.copyOf(round, more);
    }
    meterReading[size] = -1;
    return size++;
  }

  void interval(int block, long newStart, long newDuration) {
    start[block] = newStart;
    duration[block] = newDuration;
  }

  void bounds(int block, int count, long firstSecond, long lastSecond) {
    readings[block] = count;
    first[block] = firstSecond;
    last[block] = lastSecond;
  }

  void place(int block, int inDocument, int inOrder, int inLine) {
    document[block] = inDocument;
    order[block] = inOrder;
    line[block] = inLine;
  }

  void links(int block, String selfHref, String upHref, long updatedSecond) {
    up[block] = Hrefs.hash(upHref);
    self[block] = Hrefs.hash(selfHref);
    long bySelf = Hrefs.meterReadingAbove(selfHref);
    above[block] = bySelf != Hrefs.NONE ? bySelf : Hrefs.meterReadingAbove(upHref);
    long tokenOfSelf = Hrefs.token(selfHref, "MeterReading");
    token[block] = tokenOfSelf != Hrefs.NONE ? tokenOfSelf : Hrefs.token(upHref, "MeterReading");
    updated[block] = updatedSecond;
  }

  void belongs(int block, int toMeterReading) {
    meterReading[block] = toMeterReading;
  }

  void round(int block, int newRound) {
    round[block] = (byte) newRound;
  }

  int size() {
    return size;
  }

  long up(int block) {
    return up[block];
  }

  long self(int block) {
    return self[block];
  }

  long above(int block) {
    return above[block];
  }

  /** The number of the meter reading's name in the block's path, or none. */
  long token(int block) {
    return token[block];
  }

  /** The start the block names, or unknown. */
  long start(int block) {
    return start[block];
  }

  /** The duration the block names, or unknown. */
  long duration(int block) {
    return duration[block];
  }

  int readings(int block) {
    return readings[block];
  }

  long updated(int block) {
    return updated[block];
  }

  int line(int block) {
    return line[block];
  }

  int document(int block) {
    return document[block];
  }

  int order(int block) {
    return order[block];
  }

  int meterReading(int block) {
    return meterReading[block];
  }

  /** In which reading of the file its turn is, from 0. */
  int round(int block) {
    return round[block];
  }

  /** First second of its readings, else of the interval it names. */
  long from(int block) {
    return first[block] != UNKNOWN ? first[block] : start[block];
  }

  /** Second after its readings, else after the interval it names. */
  long to(int block) {
    if (last[block] != UNKNOWN) {
      return last[block];
    }
    boolean known = start[block] != UNKNOWN && duration[block] != UNKNOWN;
    return known ? start[block] + duration[block] : UNKNOWN;
  }
}
