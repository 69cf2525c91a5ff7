package org.meterbook.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that may not be larger than it is allowed to be. */
final class Limited extends FilterInputStream {
  private final long largest;
  private long seen;

  Limited(InputStream in, long largest) {
    super(in);
    this.largest = largest;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int more) {
    seen += more;
    if (seen > largest) {
      throw Problem.of(ErrorCode.TOO_LARGE, "The body is larger than %d bytes.".formatted(largest));
    }
  }
}
