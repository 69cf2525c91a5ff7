package org.meterbook.ledger.udf;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a text must look like to be a value of a data type, and how it is kept. */
final class UdfText {
  static final int SELECT = 12;
  private static final int LONGEST = 4000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private UdfText() {}

  /** Is the value a file that was uploaded? */
  static boolean isFile(int dataType) {
    return dataType >= 16 && dataType <= 18;
  }

  /** The value as it is kept; empty where the text is none. */
  static Optional<String> parse(int dataType, String text) {
    String value = text.strip();
    try {
      return switch (dataType) {
        case 1 -> truth(value);
        case 2 -> Optional.of(String.valueOf(Long.parseLong(value)));
        case 4 -> number(value);
        case 6 -> Optional.of(date(value));
        case 13 -> url(value);
        case 19 -> Optional.of(JSON.readTree(value)).map(_ -> value);
        default -> Optional.of(text).filter(each -> each.length() <= LONGEST);
      };
    } catch (NumberFormatException | DateTimeParseException | JacksonException _) {
      return Optional.empty();
    }
  }

  /** What such a value looks like; for messages. */
  static String form(int dataType) {
    return switch (dataType) {
      case 1 -> "true or false";
      case 2 -> "a whole number";
      case 4 -> "a number";
      case 6 -> "a date such as 2026-03-30";
      case 13 -> "an address that begins with http:// or https://";
      case 19 -> "JSON";
      default -> "at most " + LONGEST + " characters";
    };
  }

  private static Optional<String> truth(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> Optional.of("true");
      case "false", "0", "no" -> Optional.of("false");
      default -> Optional.empty();
    };
  }

  private static Optional<String> number(String value) {
    BigDecimal number = new BigDecimal(value);
    return Double.isFinite(number.doubleValue()) && Math.abs(number.scale()) <= 400
        ? Optional.of(number.toPlainString())
        : Optional.empty();
  }

  private static String date(String value) {
    if (value.length() == "2026-03-30".length()) {
      return LocalDate.parse(value).toString();
    }
    LocalDateTime whole =
        value.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
            ? OffsetDateTime.parse(value).toLocalDateTime()
            : LocalDateTime.parse(value);
    // A workbook has no fractions of seconds: kept, they would change on the way out and in.
    LocalDateTime moment = whole.truncatedTo(ChronoUnit.SECONDS);
    return moment.toLocalTime().toSecondOfDay() == 0
        ? moment.toLocalDate().toString()
        : moment.toString();
  }

  private static Optional<String> url(String value) {
    try {
      URI uri = new URI(value);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null && value.length() <= LONGEST
          ? Optional.of(value)
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
