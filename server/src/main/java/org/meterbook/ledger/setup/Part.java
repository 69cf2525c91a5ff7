package org.meterbook.ledger.setup;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a row of a sheet makes or changes one of, by the operations of its resource.
 *
 * @param noun what it is called
 * @param id the property and path variable of its id
 * @param create the operation that makes one; empty where sheets make none
 * @param edit the operation that changes one; empty where only custom fields are
 * @param key finds it
 * @param columns its columns, in order
 * @param hidden what is sent beside the columns
 * @param custom its custom fields
 * @param related what its answers do not say of it
 * @param optional is left out where all of its cells are empty
 */
record Part(
    String noun,
    String id,
    String create,
    String edit,
    Key key,
    List<Column> columns,
    List<Hidden> hidden,
    Optional<Custom> custom,
    Optional<Related> related,
    boolean optional) {

  /** Finds the row of a part, where there is one. */
  interface Key {
    Optional<Integer> find(SheetRow row, Part part);

    /** Is the row found by what stands below this heading? */
    boolean isOf(String heading);
  }

  /** Found by its code, which stands in a column, or in several with a slash between them. */
  record ByCode(List<String> headings, Lookup lookup) implements Key {
    ByCode(String heading, Lookup lookup) {
      this(List.of(heading), lookup);
    }

    /** The code; empty where a part of it is. */
    String code(Function<String, String> cells) {
      List<String> parts = headings.stream().map(cells).map(String::strip).toList();
      return parts.contains("") ? "" : String.join(" / ", parts);
    }

    @Override
    public Optional<Integer> find(SheetRow row, Part part) {
      String code = code(row::text);
      return code.isEmpty() ? Optional.empty() : row.codes().find(lookup, code);
    }

    @Override
    public boolean isOf(String heading) {
      return headings.contains(heading);
    }
  }

  /**
   * Found by what else the row says.
   *
   * @param sql selects its id, by the ids of the parts before and {@code :begin}
   * @param begin heading of the day from which it holds
   * @param first that day where the cell is empty
   */
  record ByDay(String sql, String begin, LocalDateTime first) implements Key {
    @Override
    public Optional<Integer> find(SheetRow row, Part part) {
      row.requireBefore(part);
      Map<String, Object> parameters = new HashMap<>(row.ids());
      String day = row.text(begin);
      parameters.put("begin", day.isEmpty() ? first : LocalDateTime.parse(day));
      return row.call().sql().first(sql, parameters, found -> found.integer(1));
    }

    @Override
    public boolean isOf(String heading) {
      return begin.equals(heading);
    }
  }

  /**
   * Custom fields.
   *
   * @param type what they belong to
   * @param list the operation that lists them
   * @param edit the operation that sets them
   * @param prefix of their headings
   */
  record Custom(String type, String list, String edit, String prefix) {}

  /**
   * Ids that belong to a row and are not in its answer.
   *
   * @param property as which columns find them
   * @param table within the bounds of which they are, as {@code m}
   * @param sql selects the row's id and theirs, for {@code :ids}
   */
  record Related(String property, org.meterbook.store.Table table, String sql) {}

  static Part of(String noun, String id, String create, String edit, Key key, Column... columns) {
    return new Part(
        noun,
        id,
        create,
        edit,
        key,
        List.of(columns),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  Part hidden(Hidden... more) {
    return new Part(noun, id, create, edit, key, columns, List.of(more), custom, related, optional);
  }

  Part custom(String type, String list, String write) {
    return custom(type, list, write, "Custom: ");
  }

  Part custom(String type, String list, String write, String prefix) {
    return new Part(
        noun,
        id,
        create,
        edit,
        key,
        columns,
        hidden,
        Optional.of(new Custom(type, list, write, prefix)),
        related,
        optional);
  }

  Part related(Related more) {
    return new Part(
        noun, id, create, edit, key, columns, hidden, custom, Optional.of(more), optional);
  }

  Part maybe() {
    return new Part(noun, id, create, edit, key, columns, hidden, custom, related, true);
  }

  Part columns(List<Column> others) {
    return new Part(
        noun, id, create, edit, key, List.copyOf(others), hidden, custom, related, optional);
  }

  /** The same with more columns. */
  Part and(List<Column> more) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(more);
    return columns(all);
  }

  /** The operation that shows it, by what it answers. */
  String shownBy() {
    return edit.isEmpty() ? create : edit;
  }
}
