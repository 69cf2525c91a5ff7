package org.meterbook.collection.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.meterbook.collection.ConsentScope;
import tools.jackson.databind.node.ObjectNode;

/** Times and scopes as customers read them. */
final class Words {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final Map<Character, String> UNITS =
      Map.of('d', "day", 'w', "week", 'm', "month", 'y', "year");

  private Words() {}

  static String day(Instant instant, ZoneId zone) {
    return DAY.format(instant.atZone(zone));
  }

  static String until(Optional<Instant> expires, ZoneId zone) {
    return expires.map(end -> "until " + day(end, zone)).orElse("until you revoke it");
  }

  /** How long what a form asks for would last, from now on: until 21 November 2029 (3 years). */
  static String until(ObjectNode scope, Instant now, ZoneId zone) {
    String duration =
        scope.path("expires").isString()
            ? scope.path("expires").stringValue()
            : ConsentScope.DEFAULT;
    String words = until(ConsentScope.of(scope, now).expires(), zone);
    return duration.matches("\\d+[dwmy]") ? words + " (" + duration(duration) + ")" : words;
  }

  private static String duration(String text) {
    int last = text.length() - 1;
    String number = text.substring(0, last);
    return number + " " + UNITS.get(text.charAt(last)) + (number.equals("1") ? "" : "s");
  }
}
