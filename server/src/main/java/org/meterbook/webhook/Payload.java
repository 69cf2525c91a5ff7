package org.meterbook.webhook;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.meterbook.store.Sha256;

/**
 * The body of a delivery. There are receivers that parse it, print it again by Python's {@code
 * json.dumps(body, indent=4)}, and hash what they get: so it is that to the byte, ASCII only.
 */
final class Payload {
  private final StringBuilder text = new StringBuilder();

  private Payload() {}

  /** The body for at least one event. */
  static byte[] of(List<Event> events) {
    Payload payload = new Payload();
    payload.text.append("{\n    \"events\": [");
    String separator = "\n";
    for (Event event : events) {
      payload.text.append(separator).append("        {");
      payload.members(event.members());
      payload.text.append("\n        }");
      separator = ",\n";
    }
    payload.text.append("\n    ],\n    \"next\": null\n}");
    return payload.text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Lower-case hex SHA-256 of {@code secret.salt.body}. */
  static String signature(String secret, String salt, byte[] body) {
    return Sha256.hex((secret + "." + salt + ".").getBytes(StandardCharsets.UTF_8), body);
  }

  private void members(Map<String, Object> members) {
    String separator = "\n            ";
    for (Map.Entry<String, Object> member : members.entrySet()) {
      text.append(separator);
      string(member.getKey());
      text.append(": ");
      if (member.getValue() instanceof String value) {
        string(value);
      } else {
        text.append(member.getValue());
      }
      separator = ",\n            ";
    }
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      switch (unit) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        default -> {
          if (unit < ' ' || unit > '~' + 1) {
            text.append("\\u").append(HexFormat.of().toHexDigits(unit));
          } else {
            text.append(unit);
          }
        }
      }
    }
    text.append('"');
  }
}
