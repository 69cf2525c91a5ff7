package org.meterbook.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The lines of a file as bytes, one at a time; a line of any length takes no more than a buffer. */
final class Lines {
  /** Longest line that is handed out whole, in bytes. */
  static final int LONGEST = 1 << 16;

  private final FileChannel channel;
  private final byte[] buffer = new byte[4 * LONGEST];
  private long base;
  private int from;
  private int limit;
  private long number;

  private int start;
  private long length;
  private boolean ended;

  Lines(FileChannel channel) {
    this.channel = channel;
  }

  /** Goes on at a byte of the file, which is the first one after a line of this number. */
  void seek(long offset, long lineNumber) {
    base = offset;
    from = 0;
    limit = 0;
    number = lineNumber;
  }

  /** Moves to the next line, if there is one. */
  boolean next() {
    if (from == limit && !fill()) {
      return false;
    }
    number++;
    ended = true;
    length = 0;
    start = from;
    int at = from;
    while (true) {
      if (at == limit) {
        at -= discard();
        int scanned = at - start;
        if (!fill()) {
          length += limit - start;
          ended = false;
          from = limit;
          return true;
        }
        at = start + scanned;
      }
      if (buffer[at] == '\n' || buffer[at] == '\r') {
        length += at - start;
        from = at + 1;
        skipPairedLineFeed(at);
        return true;
      }
      at++;
    }
  }

  /** Of a line that is too long only the length is kept; answers the number of bytes let go. */
  private int discard() {
    int held = limit - start;
    if (length + held <= LONGEST) {
      return 0;
    }
    length += held;
    start = limit;
    from = limit;
    return 0;
  }

  private void skipPairedLineFeed(int at) {
    if (buffer[at] != '\r') {
      return;
    }
    int kept = start;
    if (from == limit) {
      // The line itself must stay in the buffer while one more byte is looked at.
      from = kept;
      int passed = at + 1 - kept;
      fill();
      from = start + passed;
    }
    if (from < limit && buffer[from] == '\n') {
      from++;
    }
  }

  /** Reads on, keeping the bytes from the current line's start; false at the end of the file. */
  private boolean fill() {
    int keep = Math.min(start, from);
    System.arraycopy(buffer, keep, buffer, 0, limit - keep);
    base += keep;
    start -= keep;
    from -= keep;
    limit -= keep;
    try {
      int read = channel.read(ByteBuffer.wrap(buffer, limit, buffer.length - limit), base + limit);
      if (read <= 0) {
        return false;
      }
      limit += read;
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the current line, from 1. */
  long number() {
    return number;
  }
}
