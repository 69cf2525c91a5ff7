package org.meterbook.store;

import java.nio.ByteBuffer;

/**
 * An array without nulls, in PostgreSQL's binary form: a header of dimensions, flags, element type,
 * length and lower bound, then each element after its length. Read so, no element becomes an
 * object.
 */
final class SentArray {
  private static final int LENGTH = 12;
  private static final int HEADER = 20;

  private SentArray() {}

  static double[] doubles(byte[] sent) {
    ByteBuffer buffer = ByteBuffer.wrap(sent);
    double[] values = new double[length(buffer)];
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.getDouble(HEADER + 12 * i + 4);
    }
    return values;
  }

  static int[] ints(byte[] sent) {
    ByteBuffer buffer = ByteBuffer.wrap(sent);
    int[] values = new int[length(buffer)];
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.getInt(HEADER + 8 * i + 4);
    }
    return values;
  }

  /** An empty array has no dimension, and so no length. */
  private static int length(ByteBuffer buffer) {
    return buffer.getInt(0) == 0 ? 0 : buffer.getInt(LENGTH);
  }
}
