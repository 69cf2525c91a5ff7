package org.meterbook.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Sql;

/**
 * How many rows a list has. A count is kept until the tenant's change number moves on, so that the first page of a million
 * bills does not count a million bills each time.
 */
final class Counts {
  private static final int KEPT = 20_000;

  private record Counted(long tenant, String scope, String sql, String parameters) {}

  private record Known(long changeNumber, long count) {}

  private final Map<Counted, Known> known = new ConcurrentHashMap<>();

  long count(Sql sql, NamedSql count, Map<String, ?> parameters) {
    long changeNumber =
        sql.first("SELECT value FROM tenant_counter WHERE tenant_id = :tenant AND name = 'change'", Map.of(), row -> row.number(1))
            .orElse(0L);
    Counted counted = new Counted(sql.tenant(), sql.scope().toString(), count.text(), parameters.toString());
    Known before = known.get(counted);
    if (before != null && before.changeNumber() == changeNumber) {
      return before.count();
    }
    long[] result = new long[1];
    sql.each(count, parameters, 0, row -> result[0] = row.number(1));
    if (known.size() >= KEPT) {
      known.clear();
    }
    // A change between the two statements leaves a count too new for its number: it is only counted once more.
    known.put(counted, new Known(changeNumber, result[0]));
    return result[0];
  }
}
