package org.meterbook.collection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Links to what was collected, as files. */
final class Exports {
  private static final Map<String, String> NAMES =
      Map.of(
          "bills_csv", "Bills [csv]",
          "bills_zip", "Bills: all PDFs [zip]",
          "latest_pdf", "Bills: the latest [pdf]",
          "intervals_csv", "Intervals [csv]",
          "intervals_xml", "Intervals: Green Button [xml]");

  private Exports() {}

  /** The links of a meter; none for what was not collected. */
  static Map<String, String> ofMeter(Site site, String meter, boolean bills, boolean intervals) {
    Map<String, String> exports = new LinkedHashMap<>();
    if (bills) {
      exports.put("bills_csv", site.api("/files/meters_bills_csv?meters=" + meter));
      exports.put("bills_zip", site.api("/files/meters_bills_zip?meters=" + meter));
      exports.put("latest_pdf", site.api("/files/latest_pdf/" + meter));
    }
    if (intervals) {
      exports.put("intervals_csv", site.api("/files/intervals_csv?meters=" + meter));
      exports.put("intervals_xml", site.api("/files/intervals_xml?meters=" + meter));
    }
    return exports;
  }

  /** The same, named for people. */
  static List<Authorizations.Export> named(Map<String, String> exports) {
    return exports.entrySet().stream()
        .map(each ->
            new Authorizations.Export(
                NAMES.getOrDefault(each.getKey(), each.getKey()), each.getValue()))
        .toList();
  }
}
