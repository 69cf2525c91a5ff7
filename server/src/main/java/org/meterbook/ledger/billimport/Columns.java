package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.meterbook.ledger.billimport.Profile.Source;

/** A profile's columns found in a file's header. */
final class Columns {
  private static final Pattern BY_NUMBER = Pattern.compile("#([1-9][0-9]{0,3})");

  /**
   * Where a text comes from.
   *
   * @param index of the cell, from 0; negative for a fixed text
   * @param text before the cell's, or the fixed one
   * @param name what it is called in messages
   */
  record Cell(int index, String text, String name) {
    String of(List<String> cells) {
      return index < 0 ? text : text + cells.get(index).strip();
    }

    boolean isFixed() {
      return index < 0;
    }

    /** Whether the column itself says nothing, whatever is put before it. */
    boolean isEmpty(List<String> cells) {
      return index < 0 ? text.isEmpty() : cells.get(index).isBlank();
    }
  }

  private final List<String> header;
  private final int width;
  private final List<String> errors = new ArrayList<>();
  private final Map<Field, Cell> fields = new EnumMap<>(Field.class);

  /**
   * @param header the columns' names; empty where the file has none
   * @param width number of columns
   */
  Columns(Profile profile, List<String> header, int width) {
    this.header = header.stream().map(String::strip).toList();
    this.width = width;
    profile.fields().forEach((field, source) -> fields.put(field, cell(source)));
    for (Profile.Line line : profile.lines()) {
      line.value().ifPresent(this::column);
      line.cost().ifPresent(this::column);
      line.unit().ifPresent(this::cell);
    }
    if (!errors.isEmpty()) {
      String has =
          this.header.isEmpty() ? width + " columns without names" : String.join(", ", this.header);
      throw new ImportException(
          "The file does not fit the profile '%s': %s. It has: %s."
              .formatted(
                  profile.name(), String.join("; ", errors.stream().distinct().toList()), has));
    }
  }

  Optional<Cell> of(Field field) {
    return Optional.ofNullable(fields.get(field));
  }

  Cell cell(Source source) {
    return source
        .column()
        .map(name -> new Cell(index(name), source.text(), shown(name)))
        .orElseGet(() -> new Cell(-1, source.text(), "profile"));
  }

  Cell column(String name) {
    return new Cell(index(name), "", shown(name));
  }

  /** A column by number is called as the header calls it. */
  private String shown(String name) {
    int index = header.isEmpty() || !BY_NUMBER.matcher(name).matches() ? -1 : index(name);
    return index < 0 || index >= header.size() || header.get(index).isEmpty()
        ? name
        : header.get(index);
  }

  private int index(String name) {
    var number = BY_NUMBER.matcher(name);
    if (number.matches()) {
      int index = Integer.parseInt(number.group(1)) - 1;
      return index < width ? index : missing(name);
    }
    int first = -1;
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(name.strip())) {
        if (first >= 0) {
          errors.add("two columns are named '" + name + "'");
        }
        first = i;
      }
    }
    return first < 0 ? missing(name) : first;
  }

  private int missing(String name) {
    errors.add("there is no column '" + name + "'");
    return 0;
  }
}
