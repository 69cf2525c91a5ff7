package org.meterbook.greenbutton;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** A stream that is looked at while it is read. */
final class GuardedStream extends FilterInputStream {
  /** Throws when too much was read. */
  interface Guard {
    void read(long total, int more) throws IOException;

    /** What is thrown instead of what the stream throws. */
    IOException broken(IOException e);
  }

  private final Guard guard;
  private long total;

  GuardedStream(InputStream in, Guard guard) {
    super(in);
    this.guard = guard;
  }

  @Override
  public int read() throws IOException {
    int next;
    try {
      next = super.read();
    } catch (ZipException | EOFException e) {
      throw guard.broken(e);
    }
    if (next >= 0) {
      count(1);
    }
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read;
    try {
      read = super.read(bytes, offset, length);
    } catch (ZipException | EOFException e) {
      throw guard.broken(e);
    }
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int more) throws IOException {
    total += more;
    guard.read(total, more);
  }
}
