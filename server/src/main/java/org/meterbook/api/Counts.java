package org.meterbook.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.meterbook.store.Database;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Sql;

/**
 * How many rows a list has. A count is kept until the tenant's change number moves on, so that the
 * first page of a million bills does not count a million bills each time. The number itself is
 * remembered until something is committed in this process, and for a second at most, so that
 * another process's change is seen too.
 */
final class Counts {
  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final int KEPT = 20_000;

  private record Counted(long tenant, String scope, String sql, String parameters) {}

  private record Known(long changeNumber, long count) {}

  private record Seen(long changeNumber, Instant until) {}

  private final Clock clock;
  private final AtomicLong commits = new AtomicLong();
  private final Map<Long, Seen> seen = new ConcurrentHashMap<>();
  private final Map<Counted, Known> known = new ConcurrentHashMap<>();

  Counts(Database database) {
    this.clock = database.clock();
    database.onCommit((tenant, _) -> {
      commits.incrementAndGet();
      seen.remove(tenant);
    });
  }

  long count(Sql sql, NamedSql count, Map<String, ?> parameters) {
    long changeNumber = changeNumber(sql);
    // The text with its parameters' names: with question marks alone, two filters could look like
    // one.
    Counted counted =
        new Counted(sql.tenant(), sql.scope().toString(), count.named(), parameters.toString());
    Known before = known.get(counted);
    if (before != null && before.changeNumber() == changeNumber) {
      return before.count();
    }
    long[] result = new long[1];
    sql.each(count, parameters, 0, row -> result[0] = row.number(1));
    if (known.size() >= KEPT) {
      known.clear();
    }
    // A change between the two statements leaves a count too new for its number: it is only counted
    // once more.
    known.put(counted, new Known(changeNumber, result[0]));
    return result[0];
  }

  private long changeNumber(Sql sql) {
    Instant now = clock.instant();
    Seen last = seen.get(sql.tenant());
    if (last != null && now.isBefore(last.until())) {
      return last.changeNumber();
    }
    long before = commits.get();
    long number =
        sql.first(
                "SELECT value FROM tenant_counter WHERE tenant_id = :tenant AND name = 'change'",
                Map.of(),
                row -> row.number(1))
            .orElse(0L);
    seen.put(sql.tenant(), new Seen(number, now.plus(REMEMBERED)));
    if (commits.get() != before) {
      // Something was committed meanwhile, perhaps before the number was put down: it is not to be
      // trusted.
      seen.remove(sql.tenant());
    }
    return number;
  }
}
