package org.meterbook.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A utility's history file: a Green Button feed of hourly readings with cost and quality, a block a
 * day.
 */
final class HistoryFile {
  static final int READINGS = 9_432;
  private static final long BEGIN = 1_735_711_200L;
  private static final String HREF =
      "https://utility.example/espi/1_1/resource/Subscription/7/UsagePoint/";

  private HistoryFile() {}

  /** The file; every number makes another usage point. */
  static byte[] of(int number) {
    String point = HREF + number;
    String series = point + "/MeterReading/1";
    StringBuilder feed =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:espi=\"http://naesb.org/espi\">\n");
    feed.append(
        "  <id>urn:uuid:6cbd3de8-4a5a-5b1b-8d5e-0f4f4f5a0000</id>\n  <title>History</title>\n");
    entry(
        feed,
        point,
        "",
        point + "/MeterReading",
        "<espi:UsagePoint><espi:ServiceCategory><espi:kind>0</espi:kind></espi:ServiceCategory></espi:UsagePoint>");
    entry(feed, series, point + "/MeterReading", series + "/IntervalBlock", "<espi:MeterReading/>");
    entry(
        feed,
        HREF + "ReadingType",
        "",
        "",
        "<espi:ReadingType><espi:accumulationBehaviour>4</espi:accumulationBehaviour><espi:commodity>1</espi:commodity><espi:currency>840</espi:currency>"
            + "<espi:flowDirection>1</espi:flowDirection><espi:intervalLength>3600</espi:intervalLength><espi:kind>12</espi:kind>"
            + "<espi:powerOfTenMultiplier>0</espi:powerOfTenMultiplier><espi:uom>72</espi:uom></espi:ReadingType>");
    for (int day = 0; day < READINGS / 24; day++) {
      long begin = BEGIN + day * 86_400L;
      StringBuilder block =
          new StringBuilder(
                  "<espi:IntervalBlock>\n      <espi:interval>\n        <espi:duration>86400</espi:duration>\n        <espi:start>")
              .append(begin)
              .append("</espi:start>\n      </espi:interval>\n");
      for (int hour = 0; hour < 24; hour++) {
        block.append(
            String.format(
                Locale.ROOT,
                "      <espi:IntervalReading>\n        <espi:cost>%d</espi:cost>\n        <espi:ReadingQuality><espi:quality>17</espi:quality></espi:ReadingQuality>\n"
                    + "        <espi:timePeriod>\n          <espi:duration>3600</espi:duration>\n          <espi:start>%d</espi:start>\n        </espi:timePeriod>\n"
                    + "        <espi:value>%d</espi:value>\n      </espi:IntervalReading>\n",
                4_000 + hour,
                begin + hour * 3600L,
                300 + (day * 24 + hour) % 700));
      }
      entry(
          feed,
          series + "/IntervalBlock/" + day,
          series + "/IntervalBlock",
          "",
          block + "    </espi:IntervalBlock>");
    }
    return feed.append("</feed>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void entry(
      StringBuilder feed, String self, String up, String related, String content) {
    feed.append("  <entry>\n    <link rel=\"self\" href=\"").append(self).append("\"/>\n");
    link(feed, "up", up);
    link(feed, "related", related);
    if (content.contains("MeterReading/")) {
      link(feed, "related", HREF + "ReadingType");
    }
    feed.append("    <content>").append(content).append("</content>\n  </entry>\n");
  }

  private static void link(StringBuilder feed, String rel, String href) {
    if (!href.isEmpty()) {
      feed.append("    <link rel=\"")
          .append(rel)
          .append("\" href=\"")
          .append(href)
          .append("\"/>\n");
    }
  }
}
