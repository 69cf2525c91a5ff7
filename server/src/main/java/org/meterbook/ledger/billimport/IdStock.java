package org.meterbook.ledger.billimport;

import java.util.HashMap;
import java.util.Map;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;

/**
 * Ids for a whole run, fetched in big pieces: each fetch waits for the disk. What a transaction
 * took and lost is not used again.
 */
final class IdStock {
  private static final int PIECE = 20_000;

  private static final class Range {
    int next;
    int left;
  }

  private final int most;
  private final Map<String, Range> ranges = new HashMap<>();

  /**
   * @param most ids that the run will need of one table, roughly
   */
  IdStock(int most) {
    this.most = most;
  }

  /** The first of {@code count} ids in a row. */
  int take(Sql sql, Table table, int count) {
    Range range = ranges.computeIfAbsent(table.name(), _ -> new Range());
    if (range.left < count) {
      range.left = Math.max(count, Math.min(PIECE, most));
      range.next = sql.nextIds(table, range.left);
    }
    range.left -= count;
    range.next += count;
    return range.next - count;
  }
}
