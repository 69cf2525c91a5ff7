package org.meterbook.ledger.udf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.meterbook.api.Problem;
import org.meterbook.ledger.Uses;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The options of a selection list. */
final class UdfOptions {
  private UdfOptions() {}

  /** Makes the options those given: removes, edits and adds. */
  static void replace(Sql sql, int field, List<Udfs.UdfSelectValueEdit> options) {
    String name = "udfSelectValues";
    if (options.isEmpty()) {
      throw Problem.invalid(name, "is required: a selection list has options");
    }
    Set<String> texts = new HashSet<>();
    if (!options.stream().allMatch(o -> texts.add(o.value().strip().toLowerCase(Locale.ROOT)))) {
      throw Problem.invalid(name, "must differ from each other");
    }
    List<Integer> before =
        sql.list(
            "SELECT o.udf_select_value_id FROM udf_select_value o WHERE o.tenant_id = :tenant AND o.udf_id = :id",
            Map.of("id", field),
            row -> row.integer(1));
    List<Integer> kept =
        options.stream()
            .map(Udfs.UdfSelectValueEdit::udfSelectValueId)
            .filter(Objects::nonNull)
            .map(id -> (int) id)
            .toList();
    if (!before.containsAll(kept) || Set.copyOf(kept).size() < kept.size()) {
      throw Problem.invalid(name, "names an option twice, or one that the field does not have");
    }
    for (int id : before) {
      if (!kept.contains(id)) {
        Uses.of(sql, id).in("udf_value", "udf_select_value_id", "things that have it").refuse(name);
        sql.delete(Tables.UDF_SELECT_VALUE, id);
      }
    }
    // Options may take each other's texts, which are unique at every moment: those give theirs up.
    for (int taken : taken(sql, field, options)) {
      sql.update(Tables.UDF_SELECT_VALUE, taken, Values.none().with("value", "option " + taken));
    }
    options.forEach(option -> write(sql, field, option));
  }

  /** The options whose present text another one is to have. */
  private static List<Integer> taken(Sql sql, int field, List<Udfs.UdfSelectValueEdit> options) {
    List<Integer> taken = new ArrayList<>();
    for (Udfs.UdfSelectValueEdit option : options) {
      sql.list(
              "SELECT o.udf_select_value_id FROM udf_select_value o WHERE o.tenant_id = :tenant AND o.udf_id = :field"
                  + " AND lower(o.value) = lower(:value) AND o.udf_select_value_id <> :id",
              Map.of(
                  "field", field,
                  "value", option.value().strip(),
                  "id", Objects.requireNonNullElse(option.udfSelectValueId(), 0)),
              row -> row.integer(1))
          .forEach(taken::add);
    }
    return taken;
  }

  private static void write(Sql sql, int field, Udfs.UdfSelectValueEdit option) {
    Values values =
        Values.none()
            .with("value", option.value().strip())
            .with("display_order", option.displayOrder());
    Integer id = option.udfSelectValueId();
    if (id == null) {
      sql.insert(Tables.UDF_SELECT_VALUE, values.with("udf_id", field));
      return;
    }
    sql.update(Tables.UDF_SELECT_VALUE, id, values);
    sql.execute(
        "UPDATE udf_value SET value = :value WHERE tenant_id = :tenant AND udf_select_value_id = :id AND value <> :value",
        Map.of("id", id, "value", option.value().strip()));
  }
}
