package org.meterbook.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;

/**
 * What is wrong with a body, collected field by field, so that one answer names all of it, and of
 * the items of a list the first few. Not thread-safe.
 */
final class Violations {
  /** An id that must name a row. */
  private record Reference(String field, Table table, int id) {}

  private final Found found = new Found();
  private final List<Reference> references = new ArrayList<>();

  void add(String field, String message) {
    found.add(field, message);
  }

  /** Notes an id for {@link #check}. */
  void refer(String field, Table table, int id) {
    references.add(new Reference(field, table, id));
  }

  /**
   * Looks up the noted ids, a statement per table, and refuses the body if anything was wrong with
   * it.
   */
  void check(Sql sql) {
    references.stream()
        .collect(Collectors.groupingBy(Reference::table, LinkedHashMap::new, Collectors.toList()))
        .forEach((table, wanted) -> look(sql, table, wanted));
    check();
  }

  /** Refuses the body if anything was wrong with it. */
  void check() {
    found.refuse();
  }

  private void look(Sql sql, Table table, List<Reference> wanted) {
    List<Integer> ids = wanted.stream().map(Reference::id).distinct().toList();
    String text =
        "SELECT t.%s FROM %s t WHERE %s t.%1$s = ANY(:ids)%s"
            .formatted(
                table.key(),
                table.name(),
                table.shared() ? "" : "t.tenant_id = :tenant AND",
                Joins.bounds(table, "t", sql.scope().bounded()));
    Set<Integer> known = new HashSet<>(sql.list(text, Map.of("ids", ids), row -> row.integer(1)));
    for (Reference reference : wanted) {
      if (!known.contains(reference.id())) {
        add(
            reference.field(),
            "there is no %s %d that you may use"
                .formatted(table.name().replace('_', ' '), reference.id()));
      }
    }
  }
}
