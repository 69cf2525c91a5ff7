package org.meterbook.ledger.group;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Condition;
import org.meterbook.api.DateRange;
import org.meterbook.api.Filters;
import org.meterbook.api.Matching;
import org.meterbook.api.Operator;
import org.meterbook.ledger.datafield.DataField;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.StoredFilters;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Sql;
import org.meterbook.store.Values;

/** The members of groups of one kind, as they are written: by hand, or found by filters. */
final class Members {
  /** No group has this id: whoever changes members of any group holds it. */
  private static final List<Integer> ALL_GROUPS = List.of(0);

  private static final Pattern TABLE = Pattern.compile("\\b(?:FROM|JOIN) ([a-z_]+)");

  /** No field of a group depends on the time. */
  private static final Filters.When ANY_TIME =
      new Filters.When(
          java.time.ZoneOffset.UTC,
          new DateRange.Today(java.time.LocalDate.EPOCH, java.time.Month.JANUARY));

  private final GroupKind kind;
  private final DataFields.Kind list;
  private final StoredFilters filters;
  private final Set<String> sources = new HashSet<>();

  Members(GroupKind kind, DataFields fields) {
    this.kind = kind;
    this.list = fields.kind(kind.list());
    this.filters = kind.filters(fields);
    for (DataField field : filters.fields()) {
      Condition any = new Condition(field.field(), Operator.EQUALS, List.of());
      TABLE
          .matcher("FROM " + matching(List.of(any)).rows())
          .results()
          .forEach(found -> sources.add(found.group(1)));
    }
  }

  StoredFilters filters() {
    return filters;
  }

  /** Checks filters and makes what is kept of them. */
  Sql.Json store(List<org.meterbook.ledger.datafield.FilterEdit> edits) {
    return filters.store(edits, ANY_TIME, "automaticGroupFilters");
  }

  /** Whoever changes members waits for others who do, so that none is missed or doubled. */
  void lock(Sql sql) {
    sql.lock(kind.group(), ALL_GROUPS);
  }

  // By hand
  // -------------------------------------------------------------------------------------------------------------------

  /** Makes exactly these the members; the settings of those that stay are kept. */
  void replace(Sql sql, int group, Collection<Integer> wanted) {
    Map<Integer, Integer> there = new HashMap<>();
    sql.list(
            kind.text(
                "SELECT x.@_id, x.@_group_member_id FROM @_group_member x WHERE x.tenant_id = :tenant AND x.@_group_id = :group"),
            Map.of("group", group),
            row -> Map.entry(row.integer(1), row.integer(2)))
        .forEach(member -> there.put(member.getKey(), member.getValue()));
    Set<Integer> added = new LinkedHashSet<>(wanted);
    added.removeAll(there.keySet());
    there.keySet().removeAll(Set.copyOf(wanted));
    change(sql, group, List.copyOf(added), there.values());
  }

  /** Adds and removes, and notes when it was. */
  private void change(Sql sql, int group, List<Integer> added, Collection<Integer> removed) {
    if (added.isEmpty() && removed.isEmpty()) {
      return;
    }
    sql.delete(kind.member(), removed);
    add(sql, group, added);
    touch(sql, group);
  }

  private void add(Sql sql, int group, List<Integer> ids) {
    if (ids.isEmpty()) {
      return;
    }
    int first = sql.nextIds(kind.member(), ids.size());
    sql.execute(
        kind.text(
            """
            INSERT INTO @_group_member (tenant_id, @_group_member_id, @_group_id, @_id, include_in_charts)
            SELECT :tenant, :first + w.n::int - 1, :group, w.id, true FROM unnest(:ids::int[]) WITH ORDINALITY AS w(id, n)
            """),
        Map.of("first", first, "group", group, "ids", ids));
    sql.recordCreated(kind.member(), first, first + ids.size() - 1);
  }

  /** Notes that members of a group have changed. */
  void touch(Sql sql, int group) {
    sql.update(kind.group(), group, Values.none().with("last_updated", sql.now()));
  }

  // By filters
  // ----------------------------------------------------------------------------------------------------------------

  /** Brings all automatic groups up with what this transaction changed. */
  void follow(Sql sql) {
    Set<String> changed = new HashSet<>(sql.tables());
    changed.retainAll(sources);
    if (changed.isEmpty()) {
      return;
    }
    lock(sql);
    Set<Integer> rows = changed.equals(Set.of(kind.of().name())) ? kind.concerned(sql) : Set.of();
    automaticGroups(sql).forEach((group, stored) -> find(sql, group, stored, rows));
  }

  /** Finds the members of all automatic groups anew. */
  void findAll(Sql sql) {
    automaticGroups(sql).forEach((group, stored) -> find(sql, group, stored, Set.of()));
  }

  /** Finds the members of an automatic group anew; false for a manual one. */
  boolean find(Sql sql, int group) {
    String stored = automaticGroups(sql).get(group);
    if (stored != null) {
      find(sql, group, stored, Set.of());
    }
    return stored != null;
  }

  /** The automatic groups with their filters. */
  Map<Integer, String> automaticGroups(Sql sql) {
    Map<Integer, String> groups = new LinkedHashMap<>();
    sql.list(
            kind.text(
                "SELECT g.@_group_id, g.filters::text FROM @_group g WHERE g.tenant_id = :tenant AND g.filters IS NOT NULL ORDER BY 1"),
            Map.of(),
            row -> Map.entry(row.integer(1), row.text(2)))
        .forEach(group -> groups.put(group.getKey(), group.getValue()));
    return groups;
  }

  /**
   * @param stored the group's filters
   * @param rows the only ones that may have come or gone; empty for all
   */
  private void find(Sql sql, int group, String stored, Set<Integer> rows) {
    Matching matching = matching(filters.conditions(stored, ANY_TIME));
    Map<String, @Nullable Object> parameters = matching.parameters();
    parameters.put("group", group);
    parameters.put("rows", rows);
    String among = rows.isEmpty() ? "" : " AND %s.@_id = ANY(:rows)";
    List<Integer> come =
        ids(
            sql,
            "SELECT t.@_id FROM "
                + matching.rows()
                + among.formatted("t")
                + " AND NOT EXISTS (SELECT 1 FROM @_group_member x WHERE x.tenant_id = t.tenant_id AND x.@_group_id = :group AND x.@_id = t.@_id)",
            parameters);
    List<Integer> gone =
        ids(
            sql,
            "SELECT x.@_group_member_id FROM @_group_member x WHERE x.tenant_id = :tenant AND x.@_group_id = :group"
                + among.formatted("x")
                + " AND NOT EXISTS (SELECT 1 FROM "
                + matching.rows()
                + " AND t.@_id = x.@_id)",
            parameters);
    change(sql, group, come, gone);
  }

  /** Texts that depend on filters are not kept for ever. */
  private List<Integer> ids(Sql sql, String text, Map<String, @Nullable Object> parameters) {
    List<Integer> ids = new java.util.ArrayList<>();
    sql.each(NamedSql.compile(kind.text(text)), parameters, 0, row -> ids.add(row.integer(1)));
    return ids;
  }

  private Matching matching(List<Condition> conditions) {
    return new Matching(list.listing().shape(), conditions, java.time.ZoneOffset.UTC);
  }
}
