package org.meterbook.collection.connector.demo;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The fields of a form or a query. */
record Fields(Map<String, String> values) {
  /**
   * Reads {@code a=b&c=d}.
   *
   * @throws IllegalArgumentException if its percent signs are not right
   */
  static Fields of(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return new Fields(values);
  }

  /** Writes one field. */
  static String encoded(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The text of a field; empty if it is not there. */
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** A day, or the other one if the field is not there. */
  LocalDate day(String name, LocalDate otherwise) {
    String text = text(name);
    return text.isEmpty() ? otherwise : LocalDate.parse(text);
  }
}
