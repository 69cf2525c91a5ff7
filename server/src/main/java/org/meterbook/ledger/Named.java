package org.meterbook.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.store.Table;
import org.meterbook.store.Values;

/**
 * The rows that a body names by their ids, each once; all of them are within the caller's bounds.
 */
public record Named(Call call, Table table, List<Integer> ids) {
  /** Refuses the body if an id names nothing, saying which. */
  public static Named of(Call call, Table table, List<Integer> ids) {
    return of(call, table, ids, "");
  }

  /** The same, of a list that is the property of a body. */
  public static Named of(Call call, Table table, List<Integer> ids, String property) {
    String text =
        "SELECT t.%s FROM %s t WHERE t.tenant_id = :tenant AND t.%1$s = ANY(:ids::int[])%s"
            .formatted(table.key(), table.name(), call.within(table, "t"));
    Set<Integer> known =
        new HashSet<>(call.sql().list(text, Map.of("ids", ids), row -> row.integer(1)));
    Faults faults = new Faults();
    for (int n = 0; n < ids.size(); n++) {
      faults.when(
          !known.contains(ids.get(n)),
          "%s[%d]".formatted(property, n),
          "there is no %s %s that you may use"
              .formatted(table.name().replace('_', ' '), ids.get(n)));
    }
    faults.refuse();
    return new Named(call, table, ids.stream().distinct().toList());
  }

  /** Sets a column of all of them to a number or a truth. */
  public UpdateResult set(String column, Object value) {
    String text =
        "SELECT t.%s FROM %s t WHERE t.tenant_id = :tenant AND t.%1$s = ANY(:ids::int[]) AND coalesce(t.%s::text, '') <> :value"
            .formatted(table.key(), table.name(), column);
    List<Integer> other =
        call.sql().list(text, Map.of("ids", ids, "value", value.toString()), row -> row.integer(1));
    other.forEach(id -> call.sql().update(table, id, Values.none().with(column, value)));
    return new UpdateResult(ids.size(), other.size());
  }
}
