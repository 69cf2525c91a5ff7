package org.meterbook.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Decodes what stands in a request line. Raw {@code |}, {@code '} and {@code "} are taken as they
 * are.
 */
final class Uri {
  private Uri() {}

  /**
   * The segments of a path, without the leading slash's empty one and without a trailing slash's.
   */
  static List<String> segments(String raw) {
    List<String> segments = new ArrayList<>();
    for (String segment : raw.split("/", -1)) {
      segments.add(decode(segment, false));
    }
    segments.removeFirst();
    if (segments.size() > 1 && segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    return segments;
  }

  /** Query parameters by lower-case name; {@code repeated} joins what is given twice. */
  static Map<String, String> query(String raw, BinaryOperator<String> repeated) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decode(equals < 0 ? part : part.substring(0, equals), true);
      parameters.merge(
          name.toLowerCase(Locale.ROOT),
          equals < 0 ? "" : decode(part.substring(equals + 1), true),
          repeated);
    }
    return parameters;
  }

  private static String decode(String text, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw malformed();
        }
        bytes.write(high * 16 + low);
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes.write(' ');
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      String decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      if (decoded.indexOf('\0') >= 0) {
        throw malformed();
      }
      return decoded;
    } catch (CharacterCodingException _) {
      throw malformed();
    }
  }

  private static Problem malformed() {
    return Problem.of(
        ErrorCode.INVALID_REQUEST,
        "The URL has a % that is not followed by two hexadecimal digits of UTF-8.");
  }
}
