package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterbook.ledger.BillGuard;
import org.meterbook.store.Sql;

/** What the books already have of some accounts' bills. */
final class Books {
  private static final String BILLS =
      """
      SELECT b.account_id, b.end_date, b.billing_period, b.import_key, b.bill_id, b.begin_date, b.void AND p.batch_status <> 'pending',
        b.approved, coalesce(b.ap_export_id, b.gl_export_id) IS NOT NULL, NOT (\
      """
          + BillGuard.NOT_REVERSED
          + """
          ), coalesce(b.import_task_id, 0)
          FROM bill b JOIN batch p ON p.tenant_id = b.tenant_id AND p.batch_id = b.batch_id
          WHERE b.tenant_id = :tenant AND (b.account_id = ANY(:accounts)%s)
          """;

  /** An account's bills. */
  static final class Ledger {
    private final Set<Integer> ends = new HashSet<>();
    private final Map<Integer, Integer> periods = new HashMap<>();
    private final Map<Integer, List<Existing>> byEnd = new HashMap<>();
    private final Set<String> voidKeys = new HashSet<>();
    private final Map<String, Set<String>> imported = new HashMap<>();

    /** The days on which they end. */
    Set<Integer> ends() {
      return ends;
    }

    /** The billing periods that have one. */
    Set<Integer> periods() {
      return periods.keySet();
    }

    /** The bills of a span that are not void. */
    List<Existing> at(int begin, int end) {
      return byEnd.getOrDefault(end, List.of()).stream()
          .filter(bill -> bill.begin() == begin && !bill.isVoid())
          .toList();
    }

    /** A bill makes room. */
    void remove(Existing bill, int end) {
      if (bill.counts()) {
        periods.computeIfPresent(bill.period(), (_, count) -> count == 1 ? null : count - 1);
      }
      byEnd.getOrDefault(end, new ArrayList<>()).remove(bill);
    }

    /** A void bill has this key, so that it is not booked any more. */
    boolean isVoid(String key) {
      return voidKeys.contains(key);
    }

    /** Counts a bill that is about to be written. */
    void add(PlannedBill bill) {
      add(
          new Existing(0, bill.begin(), bill.period(), false, false, false, false, true),
          bill.end());
      imported.computeIfAbsent(bill.key().span(), _ -> new HashSet<>()).add(bill.key().content());
    }

    private void add(Existing bill, int end) {
      if (bill.counts()) {
        periods.merge(bill.period(), 1, Integer::sum);
      }
      byEnd.computeIfAbsent(end, _ -> new ArrayList<>()).add(bill);
    }

    /** What was imported for a span, as {@link ImportKey} puts it. */
    Set<String> imported(String span) {
      return imported.getOrDefault(span, Set.of());
    }
  }

  private final Map<Integer, Ledger> ledgers = new HashMap<>();

  private Books() {}

  /**
   * Reads them. What was imported for an account counts for it even where the bill has been moved
   * to another one since.
   *
   * @param moved keys of bills that other accounts have
   * @param task the task at work; 0 for none
   */
  static Books read(Sql sql, Collection<Integer> accountIds, Collection<String> moved, int task) {
    Books books = new Books();
    if (!accountIds.isEmpty()) {
      sql.list(
          BILLS.formatted(moved.isEmpty() ? "" : " OR b.import_key = ANY(:keys)"),
          Map.of("accounts", accountIds, "keys", moved),
          row -> {
            Ledger ledger = books.of(row.integer(1));
            int end = (int) row.local(2).toLocalDate().toEpochDay();
            boolean isVoid = row.bool(7);
            ledger.ends.add(end);
            ledger.add(
                new Existing(
                    row.integer(5),
                    (int) row.local(6).toLocalDate().toEpochDay(),
                    row.integer(3),
                    isVoid,
                    row.bool(8),
                    row.bool(9),
                    row.bool(10),
                    task != 0 && row.integer(11) == task),
                end);
            String key = row.textOrNull(4);
            if (key != null) {
              books.imported(key, isVoid);
            }
            return ledger;
          });
    }
    return books;
  }

  private void imported(String key, boolean isVoid) {
    ImportKey.parse(key)
        .ifPresent(found -> {
          Ledger ledger = of(ImportKey.account(key));
          ledger.imported.computeIfAbsent(found.span(), _ -> new HashSet<>()).add(found.content());
          if (isVoid) {
            ledger.voidKeys.add(key);
          }
        });
  }

  /** Those of some keys that a bill has, whatever its account. */
  static List<String> taken(Sql sql, Collection<String> keys) {
    return sql.list(
        "SELECT b.import_key FROM bill b WHERE b.tenant_id = :tenant AND b.import_key = ANY(:keys::text[])",
        Map.of("keys", keys),
        row -> row.text(1));
  }

  Ledger of(int accountId) {
    return ledgers.computeIfAbsent(accountId, _ -> new Ledger());
  }
}
