package org.meterbook.greenbutton;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Looks at how a stream begins and skips what does not belong before XML.
 *
 * @param kind what it is, by its content
 * @param skipped whether anything was skipped
 * @param lines line ends skipped
 * @param rest the stream from there on
 */
record Preamble(Kind kind, boolean skipped, int lines, InputStream rest) {
  enum Kind {
    XML,
    ZIP,
    OTHER
  }

  private static final int LONGEST = 1 << 16;

  static Preamble of(InputStream raw) throws IOException {
    InputStream stream = new BufferedInputStream(raw, LONGEST);
    boolean mark = skipMark(stream);
    int lines = 0;
    int skipped = 0;
    while (true) {
      stream.mark(4);
      int next = stream.read();
      if (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
        lines += next == '\n' ? 1 : 0;
        skipped++;
      } else {
        int after = stream.read();
        stream.reset();
        return new Preamble(kind(next, after), mark || skipped > 0, lines, stream);
      }
    }
  }

  private static boolean skipMark(InputStream stream) throws IOException {
    stream.mark(4);
    boolean mark = stream.read() == 0xEF && stream.read() == 0xBB && stream.read() == 0xBF;
    if (!mark) {
      stream.reset();
    }
    return mark;
  }

  private static Kind kind(int first, int second) {
    // UTF-16 begins with a mark or with a zero beside the "<"; the parser reads it.
    boolean utf16 = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    if (utf16 || first == '<' || (first == 0 && second == '<')) {
      return Kind.XML;
    }
    return first == 'P' && second == 'K' ? Kind.ZIP : Kind.OTHER;
  }
}
