package org.meterbook.ledger;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;
import tools.jackson.databind.json.JsonMapper;

/** Values that are kept as JSON. */
public final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** An object of texts; an empty one for none. */
  public static Sql.Json of(@Nullable Map<String, String> map) {
    return new Sql.Json(MAPPER.writeValueAsString(Objects.requireNonNullElse(map, Map.of())));
  }

  /** The texts of an object by name. */
  public static Map<String, String> texts(String json) {
    Map<String, String> texts = new java.util.LinkedHashMap<>();
    MAPPER
        .readTree(json)
        .properties()
        .forEach(property -> texts.put(property.getKey(), property.getValue().asString()));
    return texts;
  }

  /** A record, as it is kept. */
  public static Sql.Json of(Record value) {
    return new Sql.Json(MAPPER.writeValueAsString(value));
  }

  /** The record that was kept. */
  public static <T extends Record> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /** An object of texts as text. */
  public static String text(Map<String, String> map) {
    return MAPPER.writeValueAsString(map);
  }

  /** A text, quoted. */
  public static String text(String text) {
    return MAPPER.writeValueAsString(text);
  }
}
