package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A kind of sheet.
 *
 * @param name what it is of, as the types of sheets say it
 * @param makes how new rows come about
 * @param parts what a row makes or changes, in order
 * @param list the operation that lists what the sheet is filtered by
 * @param filtered which part that lists
 * @param rows selects what stands in a filled sheet: for each part its id, in order
 */
record Sheet(String name, Makes makes, List<Part> parts, String list, int filtered, String rows) {
  /** How new rows come about. */
  enum Makes {
    /** By a sheet of its own, {@code CREATE_…}. */
    BY_CREATE,
    /** By rows of {@code UPDATE_…} that name nothing that is there. */
    BY_UPDATE,
    NOTHING
  }

  /** What is done with a sheet. */
  enum Action {
    CREATE,
    UPDATE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The heading of the id by which a filled sheet knows its rows. */
  static final String ID = "Id";

  Sheet {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    parts =
        parts.stream()
            .map(part ->
                part.columns(part.columns().stream().map(each -> free(each, taken)).toList()))
            .toList();
  }

  /** Custom fields may be told apart by less than headings are: a further one gets a number. */
  private static Column free(Column column, Set<String> taken) {
    String heading = column.heading();
    for (int n = 2; !taken.add(heading); n++) {
      heading = "%s (%d)".formatted(column.heading(), n);
    }
    return heading.equals(column.heading()) ? column : column.heading(heading);
  }

  /** A sheet of one resource. */
  static Sheet of(String name, Makes makes, Part part, String list, String rows) {
    return new Sheet(name, makes, List.of(part), list, 0, rows);
  }

  String type(Action action) {
    return action + "_" + name;
  }

  boolean has(Action action) {
    return action == Action.UPDATE || makes == Makes.BY_CREATE;
  }

  /** The same with its custom fields as columns. */
  Sheet with(List<Part> others) {
    return new Sheet(name, makes, others, list, filtered, rows);
  }

  /** All columns, in order. */
  List<Column> columns() {
    return parts.stream().flatMap(part -> part.columns().stream()).toList();
  }

  /** All headings of a sheet, in order. */
  List<String> headings(Action action) {
    List<String> headings = new ArrayList<>();
    if (action == Action.UPDATE) {
      headings.add(ID);
    }
    columns().forEach(column -> headings.add(column.heading()));
    return headings;
  }

  /** The column with a heading, in any letter case. */
  Optional<Column> column(String heading) {
    return columns().stream()
        .filter(column -> column.heading().equalsIgnoreCase(heading.strip()))
        .findFirst();
  }
}
