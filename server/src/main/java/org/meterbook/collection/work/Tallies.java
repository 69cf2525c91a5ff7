package org.meterbook.collection.work;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.meterbook.collection.Notes;
import org.meterbook.collection.Stamp;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import tools.jackson.databind.node.ArrayNode;

/** What a meter says of what is stored of it: counts, merged spans, sources. */
final class Tallies {
  private record Span(Instant begin, Instant end) {
    static Span of(Row row) {
      return new Span(row.instant(1), row.instant(2));
    }
  }

  private Tallies() {}

  /** Counts again. */
  static void refresh(Sql sql, int meter, ZoneId zone) {
    Map<String, Object> values = new HashMap<>(Map.of("meter", meter));
    values.put("billSpans", spans(sql, "collection_bill", meter, zone));
    values.put("intervalSpans", spans(sql, "collection_interval", meter, zone));
    sql.execute(
        """
        UPDATE collection_meter SET bill_coverage = :billSpans::json, interval_coverage = :intervalSpans::json,
          bill_count = b.count, bill_sources = b.sources, interval_count = i.count, interval_sources = i.sources
        FROM (SELECT count(*)::int AS count, coalesce(json_agg(DISTINCT c.blocks -> 'sources' -> 0 ->> 'type'), '[]') AS sources
            FROM collection_bill c WHERE c.tenant_id = :tenant AND c.collection_meter_id = :meter) b,
          (SELECT coalesce(sum(c.reading_count), 0) AS count, coalesce(json_agg(DISTINCT c.source), '[]') AS sources
            FROM collection_interval c WHERE c.tenant_id = :tenant AND c.collection_meter_id = :meter) i
        WHERE collection_meter.tenant_id = :tenant AND collection_meter.collection_meter_id = :meter
        """,
        values);
  }

  private static String spans(Sql sql, String table, int meter, ZoneId zone) {
    Function<Row, Span> span = Span::of;
    List<Span> spans =
        sql.list(
            """
            SELECT lower(s.span), upper(s.span) FROM (
              SELECT unnest(range_agg(tstzrange(c.begins, c.ends))) AS span FROM %s c
              WHERE c.tenant_id = :tenant AND c.collection_meter_id = :meter AND c.begins < c.ends) s ORDER BY 1
            """
                .formatted(table),
            Map.of("meter", meter),
            span);
    ArrayNode json = Notes.JSON.createArrayNode();
    spans.forEach(each ->
        json.addArray().add(Stamp.local(each.begin(), zone)).add(Stamp.local(each.end(), zone)));
    return json.toString();
  }
}
