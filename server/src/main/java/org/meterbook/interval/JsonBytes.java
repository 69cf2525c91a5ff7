package org.meterbook.interval;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON as bytes, gathered until there is enough to send. Not thread-safe. */
final class JsonBytes {
  /** A few pieces for a month of readings: each costs a system call, and a chunk of the answer. */
  private static final int SIZE = 1 << 17;

  private static final double EXACT = 1e12;

  private final OutputStream out;
  private final byte[] bytes = new byte[SIZE];
  private int used;

  JsonBytes(OutputStream out) {
    this.out = out;
  }

  /** Makes room; what is added afterwards without asking must not be more. */
  void require(int room) throws IOException {
    if (used + room > SIZE) {
      flush();
    }
  }

  void flush() throws IOException {
    out.write(bytes, 0, used);
    used = 0;
  }

  /** Adds a text of any length. */
  JsonBytes text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    try {
      require(encoded.length);
      if (encoded.length > SIZE) {
        out.write(encoded);
        return this;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return add(encoded);
  }

  /** Adds a number of any length. */
  JsonBytes number(long number) {
    return text(Long.toString(number));
  }

  int position() {
    return used;
  }

  /** Adds what stands between two positions once more. */
  void again(int from, int to) {
    System.arraycopy(bytes, from, bytes, used, to - from);
    used += to - from;
  }

  JsonBytes add(char c) {
    bytes[used++] = (byte) c;
    return this;
  }

  JsonBytes add(byte[] more) {
    System.arraycopy(more, 0, bytes, used, more.length);
    used += more.length;
    return this;
  }

  JsonBytes add(long number) {
    if (number < 0) {
      return add(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }
    int end = used + digits(number);
    long rest = number;
    for (int i = end - 1; i >= used; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    used = end;
    return this;
  }

  /** Adds a number of so many digits, with zeros before it. */
  void digits(int number, int count) {
    int rest = number;
    for (int i = used + count - 1; i >= used; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    used += count;
  }

  /**
   * Adds a double, NaN as null. Most readings have few decimals: if such a decimal is the double,
   * it is written digit by digit, without a text in between.
   */
  void add(double value) {
    if (Double.isNaN(value)) {
      add(NULL);
      return;
    }
    double size = Math.abs(value);
    long thousandths = Math.round(size * 1000);
    if (size < EXACT && thousandths / 1000.0 == size) {
      if (value < 0) {
        add('-');
      }
      add(thousandths / 1000);
      int fraction = (int) (thousandths % 1000);
      if (fraction != 0) {
        add('.');
        digits(fraction, 3);
        while (bytes[used - 1] == '0') {
          used--;
        }
      }
      return;
    }
    add(Double.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
