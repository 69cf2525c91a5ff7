package org.meterbook.interval;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the readings of a body, one after the other, token by token. What is wrong with one refuses
 * that one. Not thread-safe: it holds the one that is being read.
 */
final class SentReading {
  private final JsonParser parser;
  private final TimeText time = new TimeText();
  private @Nullable String timeText;
  private boolean timed;
  private double value;
  private @Nullable Boolean estimated;
  private @Nullable String note;
  private @Nullable String error;

  SentReading(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads one, up to the end of its object, into a set: as a reading, or as a refusal. */
  void read(Delivered set) {
    timed = false;
    timeText = null;
    value = Double.NaN;
    estimated = null;
    note = null;
    error = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (name) {
        case "time", "timestamp" -> time(token);
        case "value" -> value(token);
        case "estimated" -> estimated = estimated(token);
        case "note" -> note = note(token);
        default -> other(name, token);
      }
    }
    if (error == null && !timed) {
      error = "time: is required";
    }
    if (error == null && Double.isNaN(value)) {
      error = "value: is required";
    }
    if (error != null) {
      set.refuse(
          new Delivered.Refused(
              set.size,
              timed ? time.toString() : timeText,
              Double.isNaN(value) ? null : (Double) value,
              estimated,
              note,
              error));
      return;
    }
    if (note != null && !note.isEmpty()) {
      set.notes.put(set.size, note);
    }
    set.add(time, value, Quality.of(Boolean.TRUE.equals(estimated)));
  }

  /** Names match in any letter case. */
  private void other(String name, JsonToken token) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "time", "timestamp" -> time(token);
      case "value" -> value(token);
      case "estimated" -> estimated = estimated(token);
      case "note" -> note = note(token);
      default -> parser.skipChildren();
    }
  }

  private void time(JsonToken token) {
    if (token != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      error = "time: must be a date and time such as 2026-03-30T14:15:00";
      return;
    }
    timed =
        time.read(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    if (!timed) {
      timeText = parser.getString();
      error = "time: must be a date and time such as 2026-03-30T14:15:00, not '" + timeText + "'";
    }
  }

  private void value(JsonToken token) {
    if (!token.isNumeric()) {
      parser.skipChildren();
      error = "value: must be a number";
      return;
    }
    try {
      value = parser.getDoubleValue();
    } catch (JacksonException | NumberFormatException _) {
      value = Double.NaN;
    }
    if (!Double.isFinite(value)) {
      value = Double.NaN;
      error = "value: is beyond the range of numbers";
    }
  }

  private @Nullable Boolean estimated(JsonToken token) {
    if (!token.isBoolean() && token != JsonToken.VALUE_NULL) {
      parser.skipChildren();
      error = "estimated: must be true or false";
    }
    return token.isBoolean() ? (Boolean) (token == JsonToken.VALUE_TRUE) : null;
  }

  private @Nullable String note(JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      String text = parser.getString();
      if (text.indexOf('\0') >= 0) {
        error = "note: must not contain the character U+0000";
      }
      return text.replace("\0", "");
    }
    if (token != JsonToken.VALUE_NULL) {
      parser.skipChildren();
      error = "note: must be a text";
    }
    return null;
  }
}
