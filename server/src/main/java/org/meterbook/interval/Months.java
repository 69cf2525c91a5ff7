package org.meterbook.interval;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterbook.store.Sql;

/** Keeps the sums of months up with the days they consist of. */
final class Months {
  private static final String WRITE =
      """
      INSERT INTO interval_month (tenant_id, channel_id, month, reading_count, value_count, first_day, last_day, total, minimum,
        maximum, maximum_day, maximum_second)
      SELECT :tenant, w.channel_id, w.month, sum(d.reading_count), sum(d.value_count), min(d.day), max(d.day), sum(d.total), min(d.minimum),
        max(d.maximum), (array_agg(d.day ORDER BY d.maximum DESC NULLS LAST, d.day))[1],
        (array_agg(d.maximum_second ORDER BY d.maximum DESC NULLS LAST, d.day))[1]
      FROM (SELECT g.channel_id, date '1970-01-01' + g.month AS month FROM unnest(:channels::int[], :months::int[]) AS g(channel_id, month)) w
      CROSS JOIN LATERAL (SELECT i.day, i.reading_count, i.value_count, i.total, i.minimum, i.maximum, i.maximum_second FROM interval_day i
        WHERE i.tenant_id = :tenant AND i.channel_id = w.channel_id AND i.day >= w.month AND i.day < (w.month + interval '1 month')::date
        OFFSET 0) d
      GROUP BY w.channel_id, w.month
      ON CONFLICT (tenant_id, channel_id, month) DO UPDATE SET reading_count = excluded.reading_count, value_count = excluded.value_count,
        first_day = excluded.first_day, last_day = excluded.last_day, total = excluded.total, minimum = excluded.minimum,
        maximum = excluded.maximum, maximum_day = excluded.maximum_day, maximum_second = excluded.maximum_second
      """;
  private static final String REMOVE =
      """
      DELETE FROM interval_month m USING unnest(:channels::int[], :months::int[]) AS g(channel_id, month)
      WHERE m.tenant_id = :tenant AND m.channel_id = g.channel_id AND m.month = date '1970-01-01' + g.month
        AND NOT EXISTS (SELECT 1 FROM interval_day d WHERE d.tenant_id = m.tenant_id AND d.channel_id = m.channel_id AND d.day >= m.month
          AND d.day < (m.month + interval '1 month')::date)
      """;

  private record Month(int channel, int first) {}

  private Months() {}

  /** Sums up anew the months of days that were written or removed. */
  static void refresh(Sql sql, Collection<DayRow> changed) {
    Set<Month> months = new LinkedHashSet<>();
    boolean removed = false;
    int last = Integer.MIN_VALUE;
    int first = Integer.MAX_VALUE;
    for (DayRow row : changed) {
      int day = row.day().number();
      removed |= row.readings().size == 0;
      if (day < first || day > last) {
        LocalDate begin = LocalDate.ofEpochDay(day).withDayOfMonth(1);
        first = (int) begin.toEpochDay();
        last = first + begin.lengthOfMonth() - 1;
      }
      months.add(new Month(row.channel(), first));
    }
    List<Integer> channels = new ArrayList<>();
    List<Integer> begins = new ArrayList<>();
    months.forEach(month -> {
      channels.add(month.channel());
      begins.add(month.first());
    });
    Map<String, Object> parameters = Map.of("channels", channels, "months", begins);
    sql.execute(WRITE, parameters);
    if (removed) {
      sql.execute(REMOVE, parameters);
    }
  }
}
