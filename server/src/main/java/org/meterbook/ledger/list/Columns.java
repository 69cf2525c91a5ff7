package org.meterbook.ledger.list;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Grid;
import org.meterbook.api.Problem;
import org.meterbook.ledger.datafield.DataField;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.list.ListAnswers.ListResponseListField;
import org.meterbook.ledger.list.ListRequests.ListColumnEdit;
import org.meterbook.store.Sql;
import tools.jackson.databind.json.JsonMapper;

/**
 * The columns of a list, shown or not, in their order.
 *
 * @param kind the kind of list
 * @param all every field that may be a column, once
 */
record Columns(DataFields.Kind kind, List<Column> all) {
  private static final JsonMapper JSON = new JsonMapper();

  /** A column with its field. */
  record Column(DataField field, ListColumnEdit setting) {
    /** The id of a row is always told, for whoever wants to open it. */
    boolean isOutput() {
      return setting.visible() || isRequired();
    }

    boolean isRequired() {
      return field.position() == 1;
    }
  }

  /** The columns that a list of the kind begins with. */
  static Columns usual(DataFields.Kind kind) {
    return of(kind, List.of(), true);
  }

  /** What was stored; nothing is the usual ones. */
  static Columns stored(DataFields.Kind kind, String stored) {
    return stored.isEmpty()
        ? usual(kind)
        : of(kind, List.of(JSON.readValue(stored, ListColumnEdit[].class)), false);
  }

  /** Checks columns that were sent; those that are missing are not shown. */
  static Columns checked(DataFields.Kind kind, List<ListColumnEdit> sent) {
    Map<Integer, ListColumnEdit> once = new HashMap<>();
    for (int i = 0; i < sent.size(); i++) {
      ListColumnEdit edit = sent.get(i);
      String at = "[" + i + "].fieldId";
      DataField field =
          kind.field(edit.fieldId())
              .filter(DataField::isColumn)
              .orElseThrow(
                  () -> Problem.invalid(at, "there is no such column here: " + edit.fieldId()));
      if (once.put(edit.fieldId(), edit) != null) {
        throw Problem.invalid(at, "is there twice");
      }
      if (edit.sortOrder() != 0 && !isSortable(kind, field)) {
        throw Problem.invalid("[" + i + "].sortOrder", "must be 0: a row may have several values");
      }
    }
    return of(kind, sent, false);
  }

  private static Columns of(DataFields.Kind kind, List<ListColumnEdit> set, boolean usual) {
    Map<Integer, ListColumnEdit> settings = new HashMap<>();
    set.forEach(edit -> settings.put(edit.fieldId(), edit));
    List<Column> columns = new ArrayList<>();
    for (DataField field : kind.fields()) {
      if (field.isColumn()) {
        boolean shown = usual && field.position() > 0;
        ListColumnEdit unset =
            new ListColumnEdit(
                field.id(),
                field.width(),
                shown ? field.position() : Integer.MAX_VALUE,
                0,
                "asc",
                shown);
        columns.add(new Column(field, settings.getOrDefault(field.id(), unset)));
      }
    }
    columns.sort(Comparator.comparing(column -> column.setting().displayOrder()));
    return new Columns(kind, List.copyOf(columns));
  }

  /** As they are kept. */
  Sql.Json json() {
    return new Sql.Json(JSON.writeValueAsString(all.stream().map(Column::setting).toList()));
  }

  /** Those whose values are told. */
  List<Column> output() {
    return all.stream().filter(Column::isOutput).toList();
  }

  /** The order of the rows. */
  List<Grid.Order> orders() {
    return all.stream()
        .filter(column -> column.setting().sortOrder() != 0)
        .sorted(Comparator.comparing(column -> column.setting().sortOrder()))
        .map(column ->
            new Grid.Order(
                column.field().field().path(), column.setting().sortDirection().equals("desc")))
        .toList();
  }

  /** As they are answered. */
  List<ListResponseListField> answer() {
    List<ListResponseListField> answer = new ArrayList<>();
    for (Column column : all) {
      ListColumnEdit setting = column.setting();
      answer.add(
          new ListResponseListField(
              column.field().id(),
              setting.width(),
              setting.displayOrder() == Integer.MAX_VALUE
                  ? answer.size() + 1
                  : setting.displayOrder(),
              isSortable(kind, column.field()),
              column.field().caption(),
              setting.sortDirection(),
              setting.sortOrder(),
              column.field().type().name(),
              column.isRequired(),
              setting.visible()));
    }
    return answer;
  }

  private static boolean isSortable(DataFields.Kind kind, DataField field) {
    return Grid.isSortable(kind.listing().shape(), field.field().path());
  }
}
