package org.meterbook.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Problem;
import org.meterbook.store.Sql;

/** What stands in the way of a deletion, counted, so that one answer names all of it. */
public final class Uses {
  private final Sql sql;
  private final int id;
  private final List<String> found = new ArrayList<>();

  private Uses(Sql sql, int id) {
    this.sql = sql;
    this.id = id;
  }

  public static Uses of(Sql sql, int id) {
    return new Uses(sql, id);
  }

  /** Counts the rows of a table whose column holds the id. */
  public Uses in(String table, String column, String called) {
    String text =
        "SELECT count(*) FROM %s t WHERE t.tenant_id = :tenant AND t.%s = :id"
            .formatted(table, column);
    long count = sql.first(text, Map.of("id", id), row -> row.number(1)).orElse(0L);
    if (count > 0) {
      found.add(count + " " + called);
    }
    return this;
  }

  /** Refuses the deletion if anything was found. */
  public void refuse(String field) {
    if (!found.isEmpty()) {
      throw Problem.invalid(field, "cannot be deleted: it still has " + String.join(", ", found));
    }
  }
}
