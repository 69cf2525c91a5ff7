package org.meterbook.collection;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A CSV file whose last columns depend on what is in it: its rows are read twice, never held. */
final class WideCsv {
  private WideCsv() {}

  /**
   * A column that not every file has.
   *
   * @param group columns are ordered by it, and then as they came
   */
  record Column(int group, String name) {
    /** A column of something with a name for people. */
    static Column of(int group, String name, String suffix) {
      return new Column(group, (name + "_" + suffix).replaceAll("[^\\p{L}\\p{N}]+", "_"));
    }
  }

  record Line(List<@Nullable String> fixed, Map<Column, String> further) {}

  /** Goes over all rows, the same ones each time. */
  interface Rows {
    void each(Consumer<Line> consumer);
  }

  static void write(OutputStream out, List<String> header, Rows rows) {
    Set<Column> seen = new LinkedHashSet<>();
    rows.each(line -> seen.addAll(line.further().keySet()));
    List<Column> columns = seen.stream().sorted(Comparator.comparingInt(Column::group)).toList();
    CsvFile csv = new CsvFile(out);
    List<@Nullable String> first = new ArrayList<>(header);
    columns.forEach(column -> first.add(column.name()));
    csv.row(first);
    rows.each(line -> {
      List<@Nullable String> cells = new ArrayList<>(line.fixed());
      columns.forEach(column -> cells.add(line.further().get(column)));
      csv.row(cells);
    });
    csv.finish();
  }
}
