package org.meterbook.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bodies with a year of 15-minute readings, 30 days of a channel each. */
final class Deliveries {
  static final int A_CALL = 2_880;
  static final int A_YEAR = 365 * 96;
  private static final LocalDateTime BEGIN = LocalDateTime.of(2025, 1, 1, 0, 0);

  /** Which readings are sent. */
  interface Chosen {
    /** Is a reading sent, and which value has it? NaN: it is not sent. */
    double value(int channel, int interval);
  }

  private Deliveries() {}

  /** A value that a meter might show: a day's shape, and a little noise. */
  static double value(int channel, int interval) {
    int hour = interval / 4 % 24;
    long noise = new Random(channel * 100_003L + interval).nextInt(1000);
    return Math.round((5 + 10 * Math.max(0, Math.sin((hour - 6) * Math.PI / 12))) * 1000 + noise)
        / 1000.0;
  }

  /** The contract's form. */
  static List<byte[]> json(List<Integer> channels, Chosen chosen) {
    return bodies(
        channels,
        (channel, from, to) -> {
          StringBuilder text = new StringBuilder("[{\"channelId\":" + channel + ",\"readings\":[");
          int begin = text.length();
          for (int i = from; i < to; i++) {
            double value = chosen.value(channel, i);
            if (!Double.isNaN(value)) {
              text.append(text.length() == begin ? "" : ",")
                  .append("{\"time\":\"")
                  .append(time(i + 1))
                  .append("\",\"value\":")
                  .append(value)
                  .append(",\"estimated\":false,\"note\":null}");
            }
          }
          return text.length() == begin ? "" : text.append("]}]").toString();
        });
  }

  /** The compact form: a run of values a line. */
  static List<byte[]> runs(List<Integer> channels, Chosen chosen) {
    return bodies(
        channels,
        (channel, from, to) -> {
          StringBuilder text = new StringBuilder("channelId,begin,seconds,values\n");
          text.append(channel).append(',').append(time(from)).append(",900");
          for (int i = from; i < to; i++) {
            double value = chosen.value(channel, i);
            text.append(',').append(Double.isNaN(value) ? "" : String.valueOf(value));
          }
          return text.append('\n').toString();
        });
  }

  private interface Maker {
    String body(int channel, int from, int to);
  }

  /** Channel by channel within each month, as a collector would send them. */
  private static List<byte[]> bodies(List<Integer> channels, Maker maker) {
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < A_YEAR; from += A_CALL) {
      for (int channel : channels) {
        String body = maker.body(channel, from, Math.min(from + A_CALL, A_YEAR));
        if (!body.isEmpty()) {
          bodies.add(body.getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
    return bodies;
  }

  private static String time(int interval) {
    // In UTC, so that a year has as many readings as it has quarters of an hour.
    return BEGIN.plusMinutes(15L * interval) + ":00Z";
  }
}
