package org.meterbook.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The lines of a file as bytes, one at a time, ended by {@code \n}, {@code \r\n} or {@code \r}. A
 * line of any length takes no more than the buffer: of one that is too long only the length is
 * kept.
 */
final class Lines {
  /** Longest line whose bytes are handed out. */
  static final int LONGEST = 1 << 16;

  private final FileChannel channel;
  private final byte[] buffer = new byte[4 * LONGEST];
  private long base;
  private int limit;
  private int next;

  private long number;
  private long offset;
  private int start;
  private long dropped;
  private long length;
  private boolean ended;

  Lines(FileChannel channel) {
    this.channel = channel;
  }

  /** Goes on at a byte of the file, before which {@code lines} lines end. */
  void seek(long position, long lines) {
    base = position;
    limit = 0;
    next = 0;
    number = lines;
  }

  /** Moves to the next line, if there is one. */
  boolean next() {
    start = next;
    offset = base + start;
    dropped = 0;
    int at = start;
    while (true) {
      if (at == limit) {
        at = makeRoom();
        if (!read()) {
          return lastLine();
        }
      }
      if (buffer[at] == '\n' || buffer[at] == '\r') {
        break;
      }
      at++;
    }
    number++;
    ended = true;
    length = dropped + at - start;
    next = at + 1;
    if (buffer[at] == '\r') {
      skipPairedLineFeed();
    }
    return true;
  }

  private boolean lastLine() {
    length = dropped + limit - start;
    ended = false;
    next = limit;
    if (length > 0) {
      number++;
    }
    return length > 0;
  }

  private void skipPairedLineFeed() {
    if (next == limit) {
      next = makeRoom();
      read();
    }
    if (next < limit && buffer[next] == '\n') {
      next++;
    }
  }

  /**
   * Moves the line's bytes to the front, or lets go of them where they fill the buffer; answers
   * where they end.
   */
  private int makeRoom() {
    if (start == 0 && limit == buffer.length) {
      dropped += limit;
      base += limit;
      limit = 0;
    } else {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      base += start;
      limit -= start;
      start = 0;
    }
    return limit;
  }

  private boolean read() {
    try {
      int read = channel.read(ByteBuffer.wrap(buffer, limit, buffer.length - limit), base + limit);
      limit += Math.max(read, 0);
      return read > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the line, from 1. */
  long number() {
    return number;
  }

  /** Its first byte in the file. */
  long offset() {
    return offset;
  }

  /** The first byte after it in the file. */
  long end() {
    return base + next;
  }

  /** Its bytes, without the line's end. */
  long length() {
    return length;
  }

  /** Whether the line has an end, other than the file's. */
  boolean ended() {
    return ended;
  }

  /** A copy of its bytes; only of a line no longer than {@link #LONGEST}. */
  byte[] bytes() {
    return Arrays.copyOfRange(buffer, start, start + Math.toIntExact(length));
  }
}
