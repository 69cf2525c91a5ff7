package org.meterbook.ledger.accountmeter;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Problem;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Values;

/**
 * Assignments of one thing after another to a link, without gaps: each ends where the next begins,
 * the last with the link.
 *
 * @param table the assignments
 * @param assigned the column of what is assigned
 * @param from the column of the first day
 */
record Timeline(Table table, String assigned, String from) {
  /** What is assigned from a day on. */
  record Entry(int id, LocalDateTime from) {}

  /** A stored assignment. */
  private record Stored(int id, LocalDateTime from, LocalDateTime to) {}

  private List<Stored> stored(Sql sql, int link) {
    return sql.list(
        "SELECT t.%s, t.%s, t.end_date FROM %s t WHERE t.tenant_id = :tenant AND t.account_meter_id = :link ORDER BY t.%2$s"
            .formatted(table.key(), from, table.name()),
        Map.of("link", link),
        (Row row) -> new Stored(row.integer(1), row.local(2), row.local(3)));
  }

  /** The first days, in order. */
  List<LocalDateTime> begins(Sql sql, int link) {
    return stored(sql, link).stream().map(Stored::from).toList();
  }

  /** Adds an assignment over a span that is known to be free. */
  int append(Sql sql, int link, int id, LocalDateTime begin, LocalDateTime end) {
    return sql.insert(
        table,
        Values.none()
            .with("account_meter_id", link)
            .with(assigned, id)
            .with(from, begin)
            .with("end_date", end));
  }

  /** Adds an assignment that cuts the one before and ends where the next begins. */
  int insert(Sql sql, Link link, int id, LocalDateTime begin) {
    LocalDateTime end = link.end();
    for (Stored each : stored(sql, link.id())) {
      if (each.from().equals(begin)) {
        throw Problem.invalid(from.replace("_d", "D"), "another assignment begins on this day");
      }
      if (each.from().isBefore(begin)) {
        sql.update(table, each.id(), Values.none().with("end_date", begin));
      } else if (each.from().isBefore(end)) {
        end = each.from();
      }
    }
    return append(sql, link.id(), id, begin, end);
  }

  /** Replaces all, in the order of their first days. */
  List<Integer> replace(Sql sql, Link link, List<Entry> entries) {
    stored(sql, link.id()).forEach(each -> sql.delete(table, each.id()));
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      LocalDateTime end = i + 1 < entries.size() ? entries.get(i + 1).from() : link.end();
      ids.add(append(sql, link.id(), entries.get(i).id(), entries.get(i).from(), end));
    }
    return ids;
  }

  /**
   * Removes one: the next begins earlier, or, after the last, the one before ends later; the first
   * is followed from the link's begin.
   */
  void remove(Sql sql, Link link, int id) {
    List<Stored> all = stored(sql, link.id());
    int at = all.stream().map(Stored::id).toList().indexOf(id);
    sql.delete(table, id);
    if (at + 1 < all.size()) {
      LocalDateTime begin = at == 0 ? link.begin() : all.get(at).from();
      sql.update(table, all.get(at + 1).id(), Values.none().with(from, begin));
    } else if (at > 0) {
      sql.update(table, all.get(at - 1).id(), Values.none().with("end_date", link.end()));
    }
  }

  /** Fits the assignments into a link's new span. */
  void fit(Sql sql, int link, LocalDateTime begin, LocalDateTime end) {
    List<Stored> all = new ArrayList<>(stored(sql, link));
    while (all.size() > 1 && !all.getLast().from().isBefore(end)) {
      sql.delete(table, all.removeLast().id());
    }
    while (all.size() > 1 && !all.getFirst().to().isAfter(begin)) {
      sql.delete(table, all.removeFirst().id());
    }
    for (int i = 0; i < all.size(); i++) {
      LocalDateTime first = i == 0 ? begin : all.get(i).from();
      LocalDateTime last = i == all.size() - 1 ? end : all.get(i).to();
      sql.update(table, all.get(i).id(), Values.none().with(from, first).with("end_date", last));
    }
  }
}
