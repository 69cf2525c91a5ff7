package org.meterbook.interval;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads sets of readings from the wire, token by token. What is wrong with a set refuses the body,
 * what is wrong with a reading refuses the reading.
 */
final class ReadingJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  /** How a face calls what a set has. */
  record Names(
      String channelId,
      String channelImportId,
      String ownerImportId,
      String interval,
      int seconds) {}

  static final Names METER =
      new Names("channelId", "channelImportId", "meterImportId", "channelIntervalInSeconds", 1);
  static final Names DATA_POINT =
      new Names(
          "esaChannelId",
          "esaChannelImportId",
          "dataPointImportId",
          "esaChannelIntervalMinutes",
          60);

  private final JsonParser parser;
  private final Names names;
  private final Map<String, List<String>> errors = new LinkedHashMap<>();
  private final List<Delivered> sets = new ArrayList<>();

  private final SentReading reading;

  private ReadingJson(JsonParser parser, Names names) {
    this.parser = parser;
    this.reading = new SentReading(parser);
    this.names = names;
  }

  /** The sets of a body. */
  static List<Delivered> read(InputStream in, Names names) {
    try (JsonParser parser = FACTORY.createParser(in)) {
      ReadingJson reader = new ReadingJson(parser, names);
      reader.sets();
      if (!reader.errors.isEmpty()) {
        throw Problem.invalid(reader.errors);
      }
      return reader.sets;
    } catch (JacksonException e) {
      throw Problem.notJson(e);
    }
  }

  private void sets() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw Problem.invalid("", "A JSON body is required.");
    }
    if (first != JsonToken.START_ARRAY) {
      parser.skipChildren();
      add("", "must be an array");
    } else {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String at = "[" + sets.size() + "]";
        Delivered set = new Delivered(sets.size());
        sets.add(set);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          set(set, at);
        } else {
          add(at, "must be an object");
          parser.skipChildren();
        }
      }
    }
    if (parser.nextToken() != null) {
      throw Problem.invalid(
          "",
          "The body is not JSON at line %d, column %d: there is something after its end"
              .formatted(
                  parser.currentTokenLocation().getLineNr(),
                  parser.currentTokenLocation().getColumnNr()));
    }
  }

  private void set(Delivered set, String at) {
    Integer channelId = null;
    String channelImportId = null;
    String ownerImportId = null;
    String observationTypeCode = null;
    String unitCode = null;
    Integer interval = null;
    boolean readings = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String field = at + "." + name;
      parser.nextToken();
      if (name.equalsIgnoreCase(names.channelId())) {
        channelId = integer(at + "." + names.channelId());
      } else if (name.equalsIgnoreCase(names.channelImportId())) {
        channelImportId = text(at + "." + names.channelImportId(), 255);
      } else if (name.equalsIgnoreCase(names.ownerImportId())) {
        ownerImportId = text(at + "." + names.ownerImportId(), 255);
      } else if (name.equalsIgnoreCase(names.interval())) {
        interval = integer(at + "." + names.interval());
      } else if (name.equalsIgnoreCase("observationTypeCode")) {
        observationTypeCode = text(at + ".observationTypeCode", 16);
      } else if (name.equalsIgnoreCase("unitCode")) {
        unitCode = text(at + ".unitCode", 16);
      } else if (name.equalsIgnoreCase("useDataPointTimeZone")) {
        set.localOnly = truth(field);
      } else if (name.equalsIgnoreCase("readings")) {
        readings = true;
        readings(set, at + ".readings");
      } else {
        parser.skipChildren();
      }
    }
    if (!readings) {
      add(at + ".readings", "is required");
    }
    set.target =
        new Delivered.Target(
            channelId,
            channelImportId,
            ownerImportId,
            observationTypeCode,
            unitCode,
            interval == null ? null : (Integer) (interval * names.seconds()));
  }

  private void readings(Delivered set, String at) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      add(at, parser.currentToken() == JsonToken.VALUE_NULL ? "is required" : "must be an array");
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        reading.read(set);
      } else {
        parser.skipChildren();
        set.refuse(new Delivered.Refused(set.size, null, null, null, null, "must be an object"));
      }
    }
  }

  private @Nullable Integer integer(String field) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      try {
        return parser.getIntValue();
      } catch (JacksonException _) {
        add(field, "must be a whole number of 32 bits");
        return null;
      }
    }
    if (token != JsonToken.VALUE_NULL) {
      parser.skipChildren();
      add(field, "must be a whole number of 32 bits");
    }
    return null;
  }

  private @Nullable String text(String field, int longest) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      String text = parser.getString();
      if (text.indexOf('\0') >= 0) {
        add(field, "must not contain the character U+0000");
      }
      if (text.length() > longest) {
        add(field, "must have at most %d characters".formatted(longest));
      }
      return text;
    }
    if (token != JsonToken.VALUE_NULL) {
      parser.skipChildren();
      add(field, "must be a text");
    }
    return null;
  }

  private boolean truth(String field) {
    JsonToken token = parser.currentToken();
    if (!token.isBoolean()) {
      parser.skipChildren();
      add(field, "must be true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private void add(String field, String message) {
    errors.computeIfAbsent(field, _ -> new ArrayList<>()).add(message);
  }
}
