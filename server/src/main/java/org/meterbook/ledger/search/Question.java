package org.meterbook.ledger.search;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;

/**
 * What is looked for.
 *
 * @param text any part of a code or a name
 * @param idName what kind of identifier is looked for instead, such as {@code accountId}; empty for
 *     any number
 * @param id the identifier, if what is looked for may be one
 * @param limit the most hits of each kind
 */
record Question(String text, String idName, OptionalInt id, int limit) {
  private static final Pattern ID = Pattern.compile("(?i)(?:(\\w+Id)\\s*:\\s*)?(\\d{1,9})");
  private static final int DEFAULT_LIMIT = 10;
  private static final int MOST = 100;

  static Question of(Call call) {
    String text = call.parameter("query").orElse("").strip();
    Matcher matcher = ID.matcher(text);
    boolean isId = matcher.matches();
    String name = isId && matcher.group(1) != null ? matcher.group(1) : "";
    OptionalInt id =
        isId ? OptionalInt.of(Integer.parseInt(matcher.group(2))) : OptionalInt.empty();
    return new Question(text, name, id, limit(call));
  }

  private static int limit(Call call) {
    int limit = call.parameter("limit").map(Question::number).orElse(DEFAULT_LIMIT);
    if (limit < 0 || limit > MOST) {
      throw refused();
    }
    return limit == 0 ? DEFAULT_LIMIT : limit;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException _) {
      throw refused();
    }
  }

  private static Problem refused() {
    return Problem.invalid("limit", "must be a number from 1 to 100, or 0 for 10");
  }

  /** Is this kind of identifier looked for? */
  boolean names(String idName) {
    return this.idName.equalsIgnoreCase(idName);
  }

  /** Is it looked for as a part of something, rather than as an identifier? */
  boolean isText() {
    return idName.isEmpty() && !text.isEmpty();
  }
}
