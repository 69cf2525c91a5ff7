package org.meterbook.collection;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;

/**
 * Interval data as a table, a line for each interval. {@code interval_kWh} is what was delivered,
 * {@code net_kWh} that less what was received; columns follow for what is neither.
 */
final class IntervalsCsv {
  static final List<String> HEADER =
      List.of(
          "meter_uid",
          "utility",
          "utility_service_id",
          "utility_service_address",
          "utility_meter_number",
          "utility_tariff_name",
          "interval_start",
          "interval_end",
          "interval_kWh",
          "net_kWh",
          "source",
          "updated",
          "interval_timezone");

  static final String FROM =
      """
      FROM collection_interval t JOIN collection_meter m ON m.tenant_id = t.tenant_id AND m.collection_meter_id = t.collection_meter_id
      JOIN collection_authorization a ON a.tenant_id = t.tenant_id AND a.collection_authorization_id = t.collection_authorization_id
      """;

  private static final String SELECT =
      """
      SELECT t.collection_meter_id, a.utility, m.base, m.zone, t.begins, t.seconds, t.unit, t.kinds, array_send(t.readings), t.source, t.updated
      """
          + FROM
          + " WHERE t.tenant_id = :tenant";

  private static final String FURTHER =
      "SELECT DISTINCT k.kind, t.unit "
          + FROM
          + ", unnest(t.kinds) AS k(kind) WHERE t.tenant_id = :tenant";

  static final String ORDER = "ORDER BY t.collection_meter_id, t.begins";
  static final int FETCH = 100;

  private final CsvFile csv;
  private final List<String> further;

  private IntervalsCsv(CsvFile csv, List<String> further) {
    this.csv = csv;
    this.further = further;
  }

  static void write(Sql sql, Span span, OutputStream out) {
    List<String> further =
        sql
            .list(
                span.all(FURTHER, "ORDER BY 1, 2"),
                span.parameters(),
                row -> isEnergy(row.text(1), row.text(2)) ? "" : name(row.text(1), row.text(2)))
            .stream()
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    CsvFile csv = new CsvFile(out);
    List<@Nullable String> header = new ArrayList<>(HEADER);
    header.addAll(further);
    csv.row(header);
    IntervalsCsv file = new IntervalsCsv(csv, further);
    sql.each(
        NamedSql.compile(span.all(SELECT, ORDER)), span.parameters(), FETCH, row -> file.day(row));
    csv.finish();
  }

  private static boolean isEnergy(String kind, String unit) {
    return unit.equals("kwh") && List.of("fwd", "rev", "net").contains(kind);
  }

  private static String name(String kind, String unit) {
    return kind + "_" + (kind.equals("max") && unit.equals("kwh") ? "kw" : unit);
  }

  private void day(Row row) {
    JsonNode base = Notes.JSON.readTree(row.text(3));
    ZoneId zone = ZoneId.of(row.text(4));
    Instant begin = row.instant(5);
    int seconds = row.integer(6);
    Readings readings = new Readings(row.text(7), row.texts(8), row.doubles(9));
    List<String> head =
        List.of(
            String.valueOf(row.integer(1)),
            row.text(2),
            CsvFile.cell(base.path("service_identifier")),
            CsvFile.cell(base.path("service_address")),
            CsvFile.cell(base.path("meter_numbers")),
            CsvFile.cell(base.path("service_tariff")));
    List<String> tail = List.of(row.text(10), Stamp.utc(row.instant(11)), zone.getId());
    for (int place = 0; place < readings.size(); place++) {
      Map<String, BigDecimal> values = readings.at(place);
      if (!values.isEmpty()) {
        List<@Nullable String> cells = new ArrayList<>(head);
        cells.add(Stamp.local(begin.plusSeconds((long) seconds * place), zone));
        cells.add(Stamp.local(begin.plusSeconds((long) seconds * (place + 1)), zone));
        cells.add(text(delivered(values)));
        cells.add(text(net(values)));
        cells.addAll(tail);
        further.forEach(name -> cells.add(text(values.get(name))));
        csv.row(cells);
      }
    }
  }

  private static @Nullable BigDecimal delivered(Map<String, BigDecimal> values) {
    return values.getOrDefault("fwd_kwh", values.get("net_kwh"));
  }

  private static @Nullable BigDecimal net(Map<String, BigDecimal> values) {
    BigDecimal net = values.get("net_kwh");
    BigDecimal delivered = values.get("fwd_kwh");
    BigDecimal received = values.get("rev_kwh");
    if (net != null || (delivered == null && received == null)) {
      return net;
    }
    return (delivered == null ? BigDecimal.ZERO : delivered)
        .subtract(received == null ? BigDecimal.ZERO : received);
  }

  private static @Nullable String text(@Nullable BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }

  /** A day's readings, one kind after another. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Readings(String unit, List<String> kinds, double[] values) {
    int size() {
      return values.length / kinds.size();
    }

    Map<String, BigDecimal> at(int place) {
      Map<String, BigDecimal> at = new java.util.HashMap<>();
      for (int kind = 0; kind < kinds.size(); kind++) {
        double value = values[kind * size() + place];
        if (!Double.isNaN(value)) {
          at.put(name(kinds.get(kind), unit), BigDecimal.valueOf(value));
        }
      }
      return at;
    }
  }
}
