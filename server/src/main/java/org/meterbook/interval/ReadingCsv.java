package org.meterbook.interval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.meterbook.api.Problem;

/**
 * Reads the compact form of readings: text with a line of names, and then either a reading a line,
 * {@code channelId,time,value}, or a run of readings a line, {@code
 * channelId,begin,seconds,value,value,…}. What is wrong with a line's head refuses the body, what
 * is wrong with a value refuses the value.
 */
final class ReadingCsv {
  static final String LONG = "channelid,time,value";
  static final String RUNS = "channelid,begin,seconds,values";
  private static final int LONGEST_NUMBER = 64;
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private int line = 1;
  private int separator = ',';
  private final char[] cell = new char[LONGEST_NUMBER];
  private int length;
  private final TimeText time = new TimeText();
  private final Map<Integer, Delivered> sets = new LinkedHashMap<>();

  private ReadingCsv(InputStream in) {
    this.in = in;
  }

  /** The sets of a body, one a channel. */
  static List<Delivered> read(InputStream in) {
    try {
      return new ReadingCsv(in).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Delivered> read() throws IOException {
    String header = header();
    if (!header.equals(LONG) && !header.equals(RUNS)) {
      throw Problem.invalid(
          "line 1",
          "must be 'channelId,time,value' or 'channelId,begin,seconds,values', not '"
              + header
              + "'");
    }
    while (more()) {
      line++;
      int channel = channel();
      if (channel < 0) {
        continue;
      }
      Delivered set =
          sets.computeIfAbsent(
              channel,
              id -> {
                Delivered made = new Delivered(sets.size());
                made.target = Delivered.Target.channel(id);
                return made;
              });
      if (header.equals(LONG)) {
        reading(set);
      } else {
        run(set);
      }
    }
    return List.copyOf(sets.values());
  }

  private String header() throws IOException {
    StringBuilder text = new StringBuilder();
    int next;
    while ((next = next()) >= 0 && next != '\n' && text.length() < 200) {
      text.append((char) next);
    }
    return text.toString()
        .strip()
        .replace("\u00ef\u00bb\u00bf", "")
        .replace(" ", "")
        .toLowerCase(Locale.ROOT);
  }

  private int channel() throws IOException {
    cell();
    if (length == 0 && separator != ',') {
      return -1;
    }
    int id = 0;
    for (int i = 0; i < length; i++) {
      int digit = cell[i] - '0';
      if (digit < 0 || digit > 9 || id > 200_000_000) {
        throw refuse("channelId", "must be a whole number, not '" + text() + "'");
      }
      id = id * 10 + digit;
    }
    if (length == 0 || separator != ',') {
      throw refuse("channelId", "must be followed by a time and a value");
    }
    return id;
  }

  private void reading(Delivered set) throws IOException {
    cell();
    String refused =
        time.read(cell, 0, length)
            ? ""
            : "time: must be a date and time such as 2026-03-30T14:15:00, not '" + text() + "'";
    String written = refused.isEmpty() ? time.toString() : text();
    if (separator != ',') {
      throw refuse("value", "is required");
    }
    cell();
    double value = number();
    if (refused.isEmpty() && Double.isNaN(value)) {
      refused = "value: must be a number, not '" + text() + "'";
    }
    while (separator == ',') {
      refused = "value: the line has more cells than its head";
      cell();
    }
    if (refused.isEmpty()) {
      set.add(time, value, Quality.VALID);
    } else {
      set.refuse(new Delivered.Refused(set.size, written, null, null, null, refused));
    }
  }

  private void run(Delivered set) throws IOException {
    cell();
    if (!time.read(cell, 0, length)) {
      throw refuse(
          "begin", "must be a date and time such as 2026-03-30T00:00:00, not '" + text() + "'");
    }
    if (separator != ',') {
      throw refuse("seconds", "is required");
    }
    long begin = time.seconds;
    boolean absolute = time.absolute;
    cell();
    double step = number();
    if (!(step >= 1 && step <= 86_400 && step == Math.rint(step))) {
      throw refuse("seconds", "must be a whole number from 1 to 86400, not '" + text() + "'");
    }
    int from = set.size;
    while (separator == ',') {
      cell();
      double value = length == 0 ? Double.NaN : number();
      if (length > 0 && Double.isNaN(value)) {
        set.refuse(
            new Delivered.Refused(
                set.size, null, null, null, null, "value: must be a number, not '" + text() + "'"));
      } else {
        set.add(value);
      }
    }
    set.runs.add(new Delivered.Run(from, set.size, begin, absolute, (int) step));
  }

  private Problem refuse(String column, String message) {
    return Problem.invalid("line " + line + ", " + column, message);
  }

  private String text() {
    return new String(cell, 0, length);
  }

  /** A plain decimal by hand, where a double holds it exactly; any other as Java reads it. */
  private double number() {
    long digits = 0;
    int scale = -1;
    int first = length > 0 && cell[0] == '-' ? 1 : 0;
    for (int i = first; i < length; i++) {
      char c = cell[i];
      if (c == '.' && scale < 0) {
        scale = 0;
      } else if (c >= '0' && c <= '9' && digits < 100_000_000_000_000L) {
        digits = digits * 10 + (c - '0');
        scale += scale < 0 ? 0 : 1;
      } else {
        return slowly();
      }
    }
    if (length <= first + (scale < 0 ? 0 : 1) || scale >= POWERS.length) {
      return slowly();
    }
    double value = scale <= 0 ? digits : digits / POWERS[scale];
    return first == 1 ? -value : value;
  }

  private double slowly() {
    if (!DECIMAL.matcher(text()).matches()) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text());
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  /** Reads up to the next comma or line end, without spaces around. */
  private void cell() throws IOException {
    length = 0;
    int next;
    while ((next = next()) >= 0 && next != ',' && next != '\n') {
      if (next != '\r' && (next != ' ' || length > 0)) {
        if (length == LONGEST_NUMBER) {
          throw refuse("a cell", "is longer than " + LONGEST_NUMBER + " characters");
        }
        cell[length++] = (char) next;
      }
    }
    while (length > 0 && cell[length - 1] == ' ') {
      length--;
    }
    separator = next;
  }

  private boolean more() throws IOException {
    if (at == end) {
      at = 0;
      end = in.readNBytes(buffer, 0, buffer.length);
    }
    return at < end;
  }

  private int next() throws IOException {
    return more() ? buffer[at++] & 0xff : -1;
  }
}
