package org.meterbook.ledger.billimport;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.meterbook.store.Sql;

/** What the books already have of some accounts' bills. */
final class Books {
  private static final String BILLS =
      "SELECT account_id, end_date, billing_period, import_key FROM bill WHERE tenant_id = :tenant"
          + " AND account_id = ANY(:accounts)";

  /** An account's bills. */
  static final class Ledger {
    private final Set<Integer> ends = new HashSet<>();
    private final Set<Integer> periods = new HashSet<>();
    private final Map<String, Set<String>> imported = new HashMap<>();

    /** The days on which they end. */
    Set<Integer> ends() {
      return ends;
    }

    /** The billing periods that have one. */
    Set<Integer> periods() {
      return periods;
    }

    /** Counts a bill that is about to be written. */
    void add(int period, String span, String content) {
      periods.add(period);
      imported.computeIfAbsent(span, _ -> new HashSet<>()).add(content);
    }

    /** What was imported for a span, as {@link ImportKey} puts it. */
    Set<String> imported(String span) {
      return imported.getOrDefault(span, Set.of());
    }
  }

  private final Map<Integer, Ledger> ledgers = new HashMap<>();

  private Books() {}

  static Books read(Sql sql, Collection<Integer> accountIds) {
    Books books = new Books();
    if (!accountIds.isEmpty()) {
      sql.list(
          BILLS,
          Map.of("accounts", accountIds),
          row -> {
            Ledger ledger = books.of(row.integer(1));
            ledger.ends.add((int) row.local(2).toLocalDate().toEpochDay());
            ledger.periods.add(row.integer(3));
            String key = row.textOrNull(4);
            if (key != null) {
              ImportKey.parse(key)
                  .ifPresent(found ->
                      ledger
                          .imported
                          .computeIfAbsent(found.span(), _ -> new HashSet<>())
                          .add(found.content()));
            }
            return ledger;
          });
    }
    return books;
  }

  Ledger of(int accountId) {
    return ledgers.computeIfAbsent(accountId, _ -> new Ledger());
  }
}
