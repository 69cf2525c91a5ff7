package org.meterbook.greenbutton;

/** Writes feeds as they should not be, piece by piece. */
final class Feeds {
  private final StringBuilder text =
      new StringBuilder(
          """
          <feed xmlns="http://www.w3.org/2005/Atom" xmlns:e="http://naesb.org/espi" \
          xmlns:c="http://naesb.org/espi/customer">
          """);

  /**
   * Adds an entry.
   *
   * @param links self, up and related ones, apart by a space; {@code -} is none
   * @param content what is in it
   */
  Feeds entry(String links, String content) {
    return entry(links, "2026-01-01T00:00:00Z", content);
  }

  Feeds entry(String links, String updated, String content) {
    String[] hrefs = links.split(" ");
    text.append("<entry>");
    for (int i = 0; i < hrefs.length; i++) {
      String relation = i == 0 ? "self" : i == 1 ? "up" : "related";
      if (!hrefs[i].equals("-")) {
        text.append("<link rel='%s' href='%s'/>".formatted(relation, hrefs[i]));
      }
    }
    text.append("<updated>%s</updated><content>%s</content></entry>%n".formatted(updated, content));
    return this;
  }

  /** A block of readings, each start+duration=value; without a number there is no such element. */
  static String block(String interval, String... readings) {
    StringBuilder block = new StringBuilder("<e:IntervalBlock>");
    if (!interval.isEmpty()) {
      block.append("<e:interval>").append(period(interval)).append("</e:interval>");
    }
    for (String reading : readings) {
      int equals = reading.indexOf('=');
      block
          .append("<e:IntervalReading><e:timePeriod>")
          .append(period(reading.substring(0, equals)))
          .append("</e:timePeriod><e:value>")
          .append(reading.substring(equals + 1))
          .append("</e:value></e:IntervalReading>");
    }
    return block.append("</e:IntervalBlock>").toString();
  }

  private static String period(String text) {
    int plus = text.indexOf('+');
    String start = text.substring(0, plus);
    String duration = text.substring(plus + 1);
    return (duration.isEmpty() ? "" : "<e:duration>" + duration + "</e:duration>")
        + (start.isEmpty() ? "" : "<e:start>" + start + "</e:start>");
  }

  static String readingType(int uom) {
    return "<e:ReadingType><e:powerOfTenMultiplier>0</e:powerOfTenMultiplier><e:uom>"
        + uom
        + "</e:uom></e:ReadingType>";
  }

  @Override
  public String toString() {
    return text + "</feed>";
  }
}
