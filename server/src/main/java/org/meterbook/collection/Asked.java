package org.meterbook.collection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body as a client sent it. A key that is absent is unchanged, which differs from null.
 *
 * @param body the object
 */
record Asked(ObjectNode body) {
  private static final int LONGEST = 1000;

  Asked {
    requireText(body);
  }

  /** The database keeps no text with a NUL in it. */
  private static void requireText(JsonNode node) {
    if (node.isString() && node.stringValue().indexOf('\0') >= 0) {
      throw Refusal.invalid("body", "has a text with the character NUL");
    }
    node.propertyNames()
        .forEach(name -> {
          if (name.indexOf('\0') >= 0) {
            throw Refusal.invalid("body", "has a key with the character NUL");
          }
        });
    node.forEach(Asked::requireText);
  }

  boolean has(String key) {
    return body.has(key);
  }

  /** A text; empty where it is absent or null. */
  Optional<String> text(String key) {
    return value(key)
        .map(value -> {
          if (!value.isString() || value.stringValue().length() > LONGEST) {
            throw Refusal.invalid(
                key, "must be a string of at most %d characters or null".formatted(LONGEST));
          }
          return value.stringValue();
        });
  }

  /** A text that must be there. */
  String required(String key) {
    return text(key)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Refusal.missing("'" + key + "' is required"));
  }

  Optional<Boolean> flag(String key) {
    return value(key)
        .map(value -> {
          if (!value.isBoolean()) {
            throw Refusal.invalid(key, "must be true or false");
          }
          return value.booleanValue();
        });
  }

  /** A whole number in a range. */
  Optional<Integer> integer(String key, int least, int most) {
    return value(key)
        .map(value -> {
          if (!value.isIntegralNumber()
              || !value.canConvertToInt()
              || value.intValue() < least
              || value.intValue() > most) {
            throw Refusal.invalid(
                key, "must be a whole number from %d to %d".formatted(least, most));
          }
          return value.intValue();
        });
  }

  /** A UID, which some clients send as a number; empty where it is absent or null. */
  Optional<String> uid(String key) {
    return value(key).map(value -> uid(key, value));
  }

  /** UIDs that must be there. */
  List<String> uids(String key) {
    JsonNode list = value(key).orElseThrow(() -> Refusal.missing("'" + key + "' is required"));
    if (!list.isArray()) {
      throw Refusal.invalid(key, "must be a list of UIDs");
    }
    List<String> uids = new ArrayList<>();
    list.forEach(each -> uids.add(uid(key, each)));
    if (uids.isEmpty()) {
      throw Refusal.missing("'" + key + "' needs at least one UID");
    }
    return List.copyOf(new LinkedHashSet<>(uids));
  }

  private static String uid(String key, JsonNode value) {
    if (!value.isString() && !value.isIntegralNumber()) {
      throw Refusal.invalid(key, "must hold UIDs, which are strings");
    }
    return value.asString();
  }

  /** Refuses keys that the operation does not know: a misspelt one would change nothing unseen. */
  void only(String... keys) {
    Set<String> known = Set.of(keys);
    body.propertyNames()
        .forEach(key -> {
          if (!known.contains(key)) {
            throw Refusal.invalid(
                key.length() > 60 ? key.substring(0, 60) : key,
                "is not known here; there are " + String.join(", ", keys));
          }
        });
  }

  Optional<JsonNode> value(String key) {
    return Optional.ofNullable(body.get(key)).filter(value -> !value.isNull());
  }
}
