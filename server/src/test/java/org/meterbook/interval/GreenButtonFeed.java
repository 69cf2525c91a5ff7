package org.meterbook.interval;

import java.util.Locale;

/** Writes small Green Button feeds: one usage point, one meter reading. */
final class GreenButtonFeed {
  private static final String ENTRY =
      "<entry><id>urn:uuid:%s</id><link rel=\"self\" href=\"%s\"/>%s<title>%s</title><content>%s</content></entry>%n";
  private static final String POINT = "https://utility.example/UsagePoint/1";
  private static final String SERIES = POINT + "/MeterReading/1";

  private GreenButtonFeed() {}

  /** A feed of hourly readings from 2026-03-30T05:00:00Z on, which is midnight in Chicago. */
  static String of(int uom, int power, int accumulation, long... values) {
    return of("<uom>%d</uom>".formatted(uom), power, accumulation, 3600, values);
  }

  /** The same with any unit and interval. */
  static String of(String uom, int power, int accumulation, int seconds, long... values) {
    StringBuilder readings = new StringBuilder();
    long start = 1_774_846_800;
    for (long value : values) {
      readings.append(
          "<IntervalReading><timePeriod><duration>%d</duration><start>%d</start></timePeriod><value>%d</value></IntervalReading>"
              .formatted(seconds, start, value));
      start += seconds;
    }
    String type =
        "<ReadingType xmlns=\"http://naesb.org/espi\"><accumulationBehaviour>%d</accumulationBehaviour><flowDirection>1</flowDirection><intervalLength>%d</intervalLength><powerOfTenMultiplier>%d</powerOfTenMultiplier>%s</ReadingType>"
            .formatted(accumulation, seconds, power, uom);
    String block =
        "<IntervalBlock xmlns=\"http://naesb.org/espi\"><interval><duration>%d</duration><start>1774846800</start></interval>%s</IntervalBlock>"
            .formatted(seconds * values.length, readings);
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
        + entry(
            1,
            POINT,
            related(POINT + "/MeterReading"),
            "Shop",
            "<UsagePoint xmlns=\"http://naesb.org/espi\"><ServiceCategory><kind>0</kind></ServiceCategory></UsagePoint>")
        + entry(
            2,
            SERIES,
            "<link rel=\"up\" href=\""
                + POINT
                + "/MeterReading\"/>"
                + related("https://utility.example/ReadingType/1")
                + related(SERIES + "/IntervalBlock"),
            "Series",
            "<MeterReading xmlns=\"http://naesb.org/espi\"/>")
        + entry(3, "https://utility.example/ReadingType/1", "", "", type)
        + entry(
            4,
            SERIES + "/IntervalBlock/1",
            "<link rel=\"up\" href=\"" + SERIES + "/IntervalBlock\"/>",
            "",
            block)
        + "</feed>";
  }

  private static String related(String href) {
    return "<link rel=\"related\" href=\"" + href + "\"/>";
  }

  private static String entry(int number, String href, String links, String title, String content) {
    return String.format(
        Locale.ROOT,
        ENTRY,
        "00000000-0000-5000-8000-%012d".formatted(number),
        href,
        links,
        title,
        content);
  }
}
