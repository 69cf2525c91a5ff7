package org.meterbook.collection;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a customer consents to.
 *
 * @param expires when the consent ends; empty where a preset says so
 * @param preset {@code until_revoked}, or null
 * @param ongoingEnd no data of a later moment is collected; null: all
 */
public record ConsentScope(
    Optional<Instant> expires, @Nullable String preset, @Nullable Instant ongoingEnd) {
  /** Where the scope does not say: three years. */
  public static final String DEFAULT = "3y";

  private static final String UNTIL_REVOKED = "until_revoked";

  /**
   * Reads a scope as of a moment; durations such as {@code 7d}, {@code 6m} and {@code 3y} begin
   * then.
   *
   * @throws org.meterbook.api.Problem it says something that is no consent
   */
  public static ConsentScope of(ObjectNode scope, Instant now) {
    String expires = text(scope, "expires").orElse(DEFAULT);
    Optional<Instant> ongoingEnd =
        text(scope, "ongoing_end")
            .map(text ->
                Stamp.parse(text)
                    .orElseThrow(() ->
                        Refusal.invalid(
                            "scope.ongoing_end",
                            "must be a time such as 2027-01-31T00:00:00+00:00, or null")));
    if (expires.equals(UNTIL_REVOKED)) {
      return new ConsentScope(Optional.empty(), UNTIL_REVOKED, ongoingEnd.orElse(null));
    }
    Instant end =
        Stamp.parse(expires).or(() -> duration(expires, now)).orElseThrow(() -> malformed());
    if (!end.isAfter(now)) {
      throw Refusal.invalid("scope.expires", "is in the past");
    }
    return new ConsentScope(Optional.of(end), null, ongoingEnd.orElse(null));
  }

  private static Optional<Instant> duration(String text, Instant now) {
    if (!text.matches("[1-9]\\d{0,2}[dwmy]")) {
      return Optional.empty();
    }
    try {
      Period period = Period.parse("P" + text.toUpperCase(java.util.Locale.ROOT));
      return Optional.of(now.atOffset(ZoneOffset.UTC).plus(period).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static RuntimeException malformed() {
    return Refusal.invalid(
        "scope.expires",
        "must be until_revoked, a duration such as 7d or 3y, or a time such as 2029-01-31T00:00:00+00:00");
  }

  private static Optional<String> text(ObjectNode scope, String key) {
    JsonNode value = scope.get(key);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw Refusal.invalid("scope." + key, "must be a string");
    }
    return Optional.of(value.stringValue());
  }
}
