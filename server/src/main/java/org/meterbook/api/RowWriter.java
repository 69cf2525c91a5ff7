package org.meterbook.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes rows as JSON objects. */
final class RowWriter {
  private final JsonGenerator json;
  private final ZoneId zone;

  RowWriter(JsonGenerator json, ZoneId zone) {
    this.json = json;
    this.zone = zone;
  }

  void write(Plan.Node node, @Nullable Object[] row, List<RowReader.Loaded> lists) {
    json.writeStartObject();
    for (Plan.Part part : node.parts()) {
      switch (part) {
        case Plan.Part.Value value -> {
          json.writeName(value.name());
          value(value.type(), row[value.column()]);
        }
        case Plan.Part.Object object -> {
          json.writeName(object.name());
          if (object.presence() >= 0 && row[object.presence()] == null) {
            json.writeNull();
          } else {
            write(object.node(), row, lists);
          }
        }
        case Plan.Part.Array array -> {
          json.writeName(array.name());
          list(lists.get(array.child()), row);
        }
      }
    }
    json.writeEndObject();
  }

  private void list(RowReader.Loaded list, @Nullable Object[] parent) {
    json.writeStartArray();
    Integer key = (Integer) parent[list.parentColumn()];
    List<@Nullable Object[]> rows =
        key == null ? List.of() : list.rows().getOrDefault(key, List.of());
    for (@Nullable Object[] row : rows) {
      write(list.plan().node(), row, list.children());
    }
    json.writeEndArray();
  }

  private void value(FieldType type, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case String text when type == FieldType.OBJECT -> json.writeRawValue(text);
      case String text -> json.writeString(text);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case LocalDateTime local -> json.writeString(Times.format(local));
      case Instant moment -> json.writeString(Times.format(LocalDateTime.ofInstant(moment, zone)));
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(item -> value(type, item));
        json.writeEndArray();
      }
      default -> throw new IllegalStateException("no JSON for " + value.getClass());
    }
  }
}
