package org.meterbook.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes rows as JSON objects. */
final class RowWriter {
  private final JsonGenerator json;
  private final ZoneId zone;
  private final Function<String, Optional<String>> opener;

  RowWriter(JsonGenerator json, ZoneId zone, Function<String, Optional<String>> opener) {
    this.json = json;
    this.zone = zone;
    this.opener = opener;
  }

  /** Writes rows that are held, as an array. */
  void array(Plan.Node node, List<@Nullable Object[]> rows, List<RowReader.Loaded> lists) {
    json.writeStartArray();
    rows.forEach(row -> write(node, row, lists));
    json.writeEndArray();
  }

  // Instance tests and a switch over an enum: a pattern switch here took 40 % of a page's time.
  void write(Plan.Node node, @Nullable Object[] row, List<RowReader.Loaded> lists) {
    json.writeStartObject();
    for (Plan.Part part : node.parts()) {
      json.writeName(part.name());
      if (part instanceof Plan.Part.Value value) {
        value(value.type(), row[value.column()]);
      } else if (part instanceof Plan.Part.Constant constant) {
        value(constant.type(), constant.value().orElse(null));
      } else if (part instanceof Plan.Part.Object object) {
        if (object.presence() >= 0 && row[object.presence()] == null) {
          json.writeNull();
        } else {
          write(object.node(), row, lists);
        }
      } else if (part instanceof Plan.Part.Array array) {
        list(lists.get(array.child()), row);
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
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (type) {
      case TEXT -> json.writeString((String) value);
      case SEALED -> value(FieldType.TEXT, opener.apply((String) value).orElse(null));
      case OBJECT, OBJECTS -> json.writeRawValue((String) value);
      case INTEGER -> json.writeNumber((Integer) value);
      case LONG -> json.writeNumber((Long) value);
      case NUMBER -> json.writeNumber((Double) value);
      case MONEY -> json.writeNumber((BigDecimal) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case DATE_TIME -> json.writeString(Times.format((LocalDateTime) value));
      case MOMENT -> json.writeString(Times.format(LocalDateTime.ofInstant((Instant) value, zone)));
      case TEXTS, INTEGERS -> {
        json.writeStartArray();
        for (Object item : (List<?>) value) {
          value(type == FieldType.TEXTS ? FieldType.TEXT : FieldType.INTEGER, item);
        }
        json.writeEndArray();
      }
    }
  }
}
