package org.meterbook.ledger.udf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.ledger.file.StoredFiles;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Writes the values of custom fields: what is not named keeps its value. */
public final class UdfValues {
  /** A field of the type. */
  private record Field(String name, int dataType) {}

  /** What was there: its row, and how it is shown. */
  private record Stored(int id, String value) {}

  /** An option of a selection list. */
  private record Option(int id, String value) {}

  private final Sql sql;
  private final UdfType type;
  private final Map<Integer, Field> fields = new LinkedHashMap<>();
  private final Map<String, Option> options = new HashMap<>();
  private final Faults faults = new Faults();

  private UdfValues(Sql sql, UdfType type) {
    this.sql = sql;
    this.type = type;
    sql.list(
            "SELECT udf_id, name, data_type_id FROM udf WHERE tenant_id = :tenant AND udf_type = :type ORDER BY display_order, udf_id",
            Map.of("type", type.code()),
            row -> Map.entry(row.integer(1), new Field(row.text(2), row.integer(3))))
        .forEach(field -> fields.put(field.getKey(), field.getValue()));
  }

  /** Sets the values of one thing; all faults are named in one refusal. */
  public static void write(Call call, UdfType type, int owner, @Nullable List<UdfValue> values) {
    if (values != null && !values.isEmpty()) {
      new UdfValues(call.sql(), type).write(owner, values, "udfs");
    }
  }

  /** The same, of a body that is the list of values; answers the fields' ids. */
  static List<Integer> edit(Call call, UdfType type, int owner, List<UdfValue> values) {
    UdfValues writer = new UdfValues(call.sql(), type);
    writer.write(owner, values, "");
    return List.copyOf(writer.fields.keySet());
  }

  private void write(int owner, List<UdfValue> values, String list) {
    sql.lock(Tables.UDF_VALUE, List.of(owner));
    Map<Integer, Stored> stored = stored(owner);
    Map<Integer, Optional<Values>> planned = new HashMap<>();
    for (int n = 0; n < values.size(); n++) {
      UdfValue value = values.get(n);
      String at = "%s[%d].".formatted(list, n);
      Integer id = value.udfId();
      Field field = fields.get(Objects.requireNonNullElse(id, 0));
      if (id == null || field == null) {
        faults.when(
            true, at + "udfId", "there is no custom field %s of type %s".formatted(id, type));
      } else {
        planned.put(id, planned(field, id, value.value(), at + "value"));
      }
    }
    faults.refuse();
    planned.forEach((id, value) -> write(owner, id, Optional.ofNullable(stored.get(id)), value));
    if (type.owner().stamped()) {
      sql.update(type.owner(), owner, Values.none());
    }
  }

  private Map<Integer, Stored> stored(int owner) {
    Map<Integer, Stored> stored = new HashMap<>();
    sql.list(
            "SELECT v.udf_id, v.udf_value_id, v.value FROM udf_value v WHERE v.tenant_id = :tenant AND v.%s = :id"
                .formatted(type.column()),
            Map.of("id", owner),
            row -> Map.entry(row.integer(1), new Stored(row.integer(2), row.text(3))))
        .forEach(value -> stored.put(value.getKey(), value.getValue()));
    return stored;
  }

  private Optional<Values> planned(Field field, int id, @Nullable String text, String at) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    if (field.dataType() == UdfText.SELECT) {
      Optional<Option> option = option(id, text.strip());
      faults.when(option.isEmpty(), at, "is no option of '%s'".formatted(field.name()));
      return option.map(
          each -> Values.none().with("value", each.value()).with("udf_select_value_id", each.id()));
    }
    if (UdfText.isFile(field.dataType())) {
      Optional<Integer> file = StoredFiles.find(sql, text, field.dataType());
      faults.when(
          file.isEmpty(),
          at,
          "is no uploaded file of this kind; send what the upload of the file answered");
      return Optional.of(
          Values.none().with("value", text.strip()).with("stored_file_id", file.orElse(null)));
    }
    Optional<String> value = UdfText.parse(field.dataType(), text);
    faults.when(
        value.isEmpty(),
        at,
        "must be %s: that is what '%s' holds"
            .formatted(UdfText.form(field.dataType()), field.name()));
    return Optional.of(Values.none().with("value", value.orElse("")));
  }

  /** An option by its text in any letter case. */
  private Optional<Option> option(int field, String text) {
    if (options.isEmpty()) {
      sql.list(
              "SELECT o.udf_id, o.value, o.udf_select_value_id FROM udf_select_value o WHERE o.tenant_id = :tenant AND o.udf_id = ANY(:ids)",
              Map.of("ids", List.copyOf(fields.keySet())),
              row ->
                  Map.entry(
                      key(row.integer(1), row.text(2)), new Option(row.integer(3), row.text(2))))
          .forEach(option -> options.put(option.getKey(), option.getValue()));
    }
    return Optional.ofNullable(options.get(key(field, text)));
  }

  private static String key(int field, String text) {
    return field + ":" + text.toLowerCase(Locale.ROOT);
  }

  private void write(int owner, int field, Optional<Stored> stored, Optional<Values> value) {
    Table table = Tables.UDF_VALUE;
    if (value.isEmpty()) {
      stored.ifPresent(row -> sql.delete(table, row.id()));
    } else if (stored.isPresent()) {
      sql.update(table, stored.get().id(), value.get());
    } else {
      sql.insert(table, value.get().with("udf_id", field).with(type.column(), owner));
    }
  }
}
