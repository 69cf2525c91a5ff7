package org.meterbook.collection.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.meterbook.http.Exchange;

/** The parameters of a query or a body; of one given twice the first counts. */
record Fields(Map<String, String> values) {
  private static final int LARGEST_BODY = 64 * 1024;
  private static final String MEDIA = "application/x-www-form-urlencoded";

  static Fields query(Exchange exchange) {
    return decode(exchange.query());
  }

  static Fields body(Exchange exchange) {
    String media = exchange.header("Content-Type").orElse("").split(";", 2)[0].strip();
    if (!media.equalsIgnoreCase(MEDIA)) {
      throw new Refused(
          415, "This request is not valid", "The form is sent as %s.".formatted(MEDIA));
    }
    try (InputStream body = exchange.body()) {
      byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
      if (bytes.length > LARGEST_BODY) {
        throw new Refused(413, "This is too much", "Please type less into the form.");
      }
      return decode(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fields decode(String encoded) {
    Map<String, String> values = new HashMap<>();
    try {
      for (String part : encoded.split("&", -1)) {
        int equals = part.indexOf('=');
        String name = part.substring(0, equals < 0 ? part.length() : equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        values.putIfAbsent(unescape(name), unescape(value));
      }
    } catch (IllegalArgumentException _) {
      throw Refused.malformed();
    }
    return new Fields(values);
  }

  private static String unescape(String text) {
    String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
    if (plain.indexOf('\0') >= 0) {
      throw Refused.malformed();
    }
    return plain;
  }

  /** A value as it was typed; empty where there is none. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** The first that is there and not empty. */
  String get(String name, String otherwise) {
    String value = get(name);
    return value.isEmpty() ? otherwise : value;
  }

  /** Shows no value: a password is among them. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
