package org.meterbook.interval;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.meterbook.api.Problem;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * The floor areas of places through time, without gaps: each ends where the next one begins, the
 * last one with the ledger's time. The size of some places is the sum of those directly below, and
 * is kept up with them.
 */
final class PlaceSizes {
  private static final LocalDateTime END = LocalDateTime.of(3000, 1, 1, 0, 0);
  private static final String COMMON_UNIT = "SQFEET";

  /** A size from a moment on. */
  record Size(LocalDateTime begin, int value, int unit) {}

  /**
   * A size of a place below.
   *
   * @param factor square metres of its unit
   */
  private record Part(LocalDateTime begin, LocalDateTime end, int value, int unit, double factor) {
    boolean at(LocalDateTime moment) {
      return !moment.isBefore(begin) && moment.isBefore(end);
    }
  }

  private final Sql sql;

  PlaceSizes(Sql sql) {
    this.sql = sql;
  }

  /** Replaces the history of a place; the sums above follow. */
  void replace(int place, boolean calculated, List<Size> sizes) {
    lock();
    sql.update(Tables.PLACE, place, Values.none().with("calculate_area", calculated));
    write(place, calculated ? sum(place) : sizes);
    follow(place);
  }

  /** Adds up a place anew, if it is a sum, and those above it. */
  void renew(int place) {
    lock();
    if (isSum(place)) {
      write(place, sum(place));
    }
    follow(place);
  }

  /** Two changes at once could each add up without the other's. */
  private void lock() {
    sql.lock(Tables.PLACE_SIZE, List.of(0));
  }

  private void follow(int place) {
    sql.first(
            "SELECT p.parent_place_id FROM place p WHERE p.tenant_id = :tenant AND p.place_id = :id AND p.parent_place_id IS NOT NULL",
            Map.of("id", place),
            row -> row.integer(1))
        .filter(this::isSum)
        .ifPresent(this::renew);
  }

  private boolean isSum(int place) {
    return sql.exists(
        "SELECT 1 FROM place p WHERE p.tenant_id = :tenant AND p.place_id = :id AND p.calculate_area",
        Map.of("id", place));
  }

  private void write(int place, List<Size> sizes) {
    List<Integer> before =
        sql.list(
            "SELECT s.place_size_id FROM place_size s WHERE s.tenant_id = :tenant AND s.place_id = :id",
            Map.of("id", place),
            row -> row.integer(1));
    before.forEach(id -> sql.delete(Tables.PLACE_SIZE, id));
    for (int i = 0; i < sizes.size(); i++) {
      Size size = sizes.get(i);
      sql.insert(
          Tables.PLACE_SIZE,
          Values.none()
              .with("place_id", place)
              .with("begin_date", size.begin())
              .with("end_date", i + 1 < sizes.size() ? sizes.get(i + 1).begin() : END)
              .with("value", size.value())
              .with("unit_id", size.unit()));
    }
  }

  /** The sizes of the places directly below, added up at each of their begins. */
  private List<Size> sum(int place) {
    List<Part> parts =
        sql.list(
            """
            SELECT s.begin_date, s.end_date, s.value, s.unit_id, u.factor FROM place p
              JOIN place_size s ON s.tenant_id = p.tenant_id AND s.place_id = p.place_id JOIN unit u ON u.unit_id = s.unit_id
            WHERE p.tenant_id = :tenant AND p.parent_place_id = :id
            """,
            Map.of("id", place),
            row ->
                new Part(
                    row.local(1),
                    row.local(2),
                    row.integer(3),
                    row.integer(4),
                    row.numberOrNaN(5)));
    if (parts.isEmpty()) {
      return List.of();
    }
    boolean mixed = parts.stream().map(Part::unit).distinct().count() > 1;
    int unit = mixed ? commonUnit() : parts.getFirst().unit();
    double factor = mixed ? factor(unit) : parts.getFirst().factor();
    List<Size> sums = new ArrayList<>();
    TreeSet<LocalDateTime> begins = new TreeSet<>();
    parts.forEach(part -> begins.add(part.begin()));
    for (LocalDateTime begin : begins) {
      double total =
          parts.stream()
              .filter(part -> part.at(begin))
              .mapToDouble(part -> part.value() * part.factor() / factor)
              .sum();
      if (total > Integer.MAX_VALUE) {
        throw Problem.invalid("placeSizes", "the sum of place %d is too large".formatted(place));
      }
      sums.add(new Size(begin, Math.toIntExact(Math.round(total)), unit));
    }
    return sums;
  }

  private int commonUnit() {
    return sql.first(
            "SELECT u.unit_id FROM unit u WHERE u.unit_code = :code",
            Map.of("code", COMMON_UNIT),
            row -> row.integer(1))
        .orElseThrow();
  }

  private double factor(int unit) {
    return sql.first(
            "SELECT u.factor FROM unit u WHERE u.unit_id = :id",
            Map.of("id", unit),
            row -> row.numberOrNaN(1))
        .orElseThrow();
  }
}
