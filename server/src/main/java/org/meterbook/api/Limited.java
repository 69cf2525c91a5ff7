package org.meterbook.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A body that may not be larger than it is allowed to be. */
final class Limited extends FilterInputStream {
  private static final Logger LOG = LoggerFactory.getLogger(Limited.class);

  private final long largest;
  private long seen;

  Limited(InputStream in, long largest) {
    super(in);
    this.largest = largest;
  }

  @Override
  public int read() throws IOException {
    int next;
    try {
      next = super.read();
    } catch (IOException | RuntimeException e) {
      throw cutOff(e);
    }
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      throw cutOff(e);
    }
    count(Math.max(0, count));
    return count;
  }

  /** Who sends half a body is mostly gone; it is no fault of the server. */
  private static Problem cutOff(Exception e) {
    LOG.debug("a body ended early", e);
    return Problem.invalid("", "The body ended before it was whole.");
  }

  private void count(int more) {
    seen += more;
    if (seen > largest) {
      throw Problem.of(ErrorCode.TOO_LARGE, "The body is larger than %d bytes.".formatted(largest));
    }
  }
}
