package org.meterbook.ledger.datafield;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterbook.api.FieldType;
import org.meterbook.api.FilterField;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.store.Catalogues;

/** The kinds of lists with their data fields, as the catalogue declares them. Immutable. */
public final class DataFields {
  /** The kind of list over bills. */
  public static final int BILLS = 1;

  public static final int METERS = 3;
  public static final int PLACES = 4;

  private final Map<Integer, Kind> kinds = new LinkedHashMap<>();

  /**
   * A kind of list: what the rows of an operation may be filtered by.
   *
   * @param id identifier of the kind
   * @param info its name
   * @param description one line about it
   * @param operation the operation that lists the rows
   * @param fields its data fields
   */
  public record Kind(
      int id, String info, String description, Operation operation, List<DataField> fields) {
    /** How the rows are read. */
    public Operation.Listing listing() {
      return (Operation.Listing) operation.action();
    }

    /** A field by its identifier. */
    public Optional<DataField> field(int fieldId) {
      return fields.stream().filter(field -> field.id() == fieldId).findFirst();
    }
  }

  /** Reads the catalogue; the lists that it names must be registered. */
  public DataFields(Operations operations) {
    Map<String, Operation> known = new LinkedHashMap<>();
    operations.all().forEach(operation -> known.put(operation.id(), operation));
    List<Map<String, String>> lines = Catalogues.read("data_field");
    for (Map<String, String> type : Catalogues.read("list_type")) {
      String id = cell(type, "list_type_id");
      Operation operation =
          Optional.ofNullable(known.get(cell(type, "operation")))
              .orElseThrow(() -> new IllegalStateException("no operation of list type " + id));
      Map<String, FilterField> filters = new LinkedHashMap<>();
      ((Operation.Listing) operation.action())
          .filters()
          .forEach(filter -> filters.put(filter.name(), filter));
      List<DataField> fields = new ArrayList<>();
      lines.stream()
          .filter(line -> cell(line, "list_type_id").equals(id))
          .forEach(line -> fields.add(field(line, filters)));
      kinds.put(
          Integer.valueOf(id),
          new Kind(
              Integer.parseInt(id),
              cell(type, "list_type_info"),
              cell(type, "list_type_description"),
              operation,
              List.copyOf(fields)));
    }
  }

  /** A kind of list that is there. */
  public Kind kind(int id) {
    return Optional.ofNullable(kinds.get(id)).orElseThrow();
  }

  /** A field of any kind that is there, with its kind. */
  Map.Entry<Kind, DataField> field(int id) {
    return kinds.values().stream()
        .flatMap(
            kind -> Stream.ofNullable(kind.field(id).orElse(null)).map(f -> Map.entry(kind, f)))
        .findFirst()
        .orElseThrow();
  }

  private static DataField field(Map<String, String> line, Map<String, FilterField> filters) {
    String name = cell(line, "name");
    FilterField filter =
        Optional.ofNullable(filters.get(name))
            .orElseThrow(() -> new IllegalStateException("no filter for data field " + name));
    boolean time = filter.type() == FieldType.DATE_TIME || filter.type() == FieldType.MOMENT;
    return new DataField(
        number(line, "data_field_id"),
        filter,
        cell(line, "caption"),
        cell(line, "grouping").toLowerCase(Locale.ROOT).equals("true") && !time,
        cell(line, "recommended").equals("true"),
        number(line, "position"),
        number(line, "width"),
        cell(line, "values_of"));
  }

  private static int number(Map<String, String> line, String name) {
    return Integer.parseInt(cell(line, name));
  }

  private static String cell(Map<String, String> line, String name) {
    return line.getOrDefault(name, "");
  }
}
