package org.meterbook.ledger.place;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Faults;
import org.meterbook.api.FieldType;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.LedgerDate;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * The floor areas of places through time, without gaps: each ends where the next one begins, the
 * last one with the ledger's time. The size of some places is the sum of those directly below, and
 * is kept up with them.
 */
public final class PlaceSizes {
  private static final LocalDateTime END = LocalDateTime.of(3000, 1, 1, 0, 0);
  private static final String COMMON_UNIT = "SQFEET";

  /** A size as it is shown. */
  public static final Shape CHILD =
      Shape.of("PlaceSizeChild", Tables.PLACE_SIZE)
          .integer("placeSizeId", "identifier of the size")
          .date("beginDate", "from then on")
          .date("endDate", "up to then, where the next one begins")
          .field("value", FieldType.NUMBER, "floor area")
          .join("unit", Tables.UNIT, "$.unit_id")
          .integer("unitId", "identifier of the unit")
          .field("unitCode", FieldType.TEXT, "$unit.unit_code", "code of the unit")
          .field("unitInfo", FieldType.TEXT, "$unit.unit_info", "name of the unit")
          .build();

  /** The size of a place that is in force now, or else its first one. */
  static final String CURRENT =
      "(SELECT s.place_size_id FROM place_size s WHERE s.tenant_id = $.tenant_id AND s.place_id = $.place_id"
          + " ORDER BY s.begin_date <= (:now::timestamptz AT TIME ZONE 'UTC') DESC,"
          + " abs(extract(epoch FROM s.begin_date - (:now::timestamptz AT TIME ZONE 'UTC'))) LIMIT 1)";

  /** A size as it is sent. */
  public record PlaceSizeCreate(
      @Required @LedgerDate @Meaning("from then on, up to where the next one begins")
          LocalDateTime beginDate,
      @Required @Range(min = 0, max = Integer.MAX_VALUE) @Meaning("floor area") Integer value,
      @Defined
          @OneOf({"SQFEET", "SQMETER", "SQYARD", "SQMILE", "SQKILOMETER", "ACRE", "HECTARE"})
          @Meaning("code of the unit; null: SQFEET")
          @Nullable String unitCode) {}

  /** A size from a moment on. */
  public record Size(LocalDateTime begin, int value, int unit) {}

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

  public PlaceSizes(Sql sql) {
    this.sql = sql;
  }

  /** The sizes of a place as they stand. */
  List<Size> of(int place) {
    return sql.list(
        "SELECT s.begin_date, s.value, s.unit_id FROM place_size s WHERE s.tenant_id = :tenant AND s.place_id = :id ORDER BY s.begin_date",
        Map.of("id", place),
        row -> new Size(row.local(1), row.integer(2), row.integer(3)));
  }

  /** What was sent, in the order of time; refuses two sizes from the same moment on. */
  public List<Size> read(List<PlaceSizeCreate> given, String property) {
    Faults faults = new Faults();
    Map<LocalDateTime, Size> sizes = new TreeMap<>();
    for (int n = 0; n < given.size(); n++) {
      PlaceSizeCreate size = given.get(n);
      Size read =
          new Size(
              size.beginDate(),
              size.value(),
              unit(Objects.requireNonNullElse(size.unitCode(), COMMON_UNIT)));
      faults.when(
          sizes.put(read.begin(), read) != null,
          "%s[%d].beginDate".formatted(property, n),
          "is there twice");
    }
    faults.refuse();
    return List.copyOf(sizes.values());
  }

  /** The rows of a place's sizes, in the order of time. */
  public List<Integer> ids(int place) {
    return sql.list(
        "SELECT s.place_size_id FROM place_size s WHERE s.tenant_id = :tenant AND s.place_id = :id ORDER BY s.begin_date",
        Map.of("id", place),
        row -> row.integer(1));
  }

  /** Replaces the history of a place; the sums above follow. */
  public void replace(int place, boolean calculated, List<Size> sizes) {
    lock();
    sql.update(Tables.PLACE, place, Values.none().with("calculate_area", calculated));
    write(place, calculated ? sum(place) : sizes);
    follow(place);
  }

  /** Adds up a place anew, if it is a sum, and those above it. */
  public void renew(int place) {
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

  /** Rows whose begin stays keep their ids. */
  private void write(int place, List<Size> sizes) {
    Map<LocalDateTime, Integer> before = new HashMap<>();
    sql.list(
            "SELECT s.begin_date, s.place_size_id FROM place_size s WHERE s.tenant_id = :tenant AND s.place_id = :id",
            Map.of("id", place),
            row -> Map.entry(row.local(1), row.integer(2)))
        .forEach(row -> before.put(row.getKey(), row.getValue()));
    for (int i = 0; i < sizes.size(); i++) {
      Size size = sizes.get(i);
      Values values =
          Values.none()
              .with("begin_date", size.begin())
              .with("end_date", i + 1 < sizes.size() ? sizes.get(i + 1).begin() : END)
              .with("value", size.value())
              .with("unit_id", size.unit());
      Integer id = before.remove(size.begin());
      if (id == null) {
        sql.insert(Tables.PLACE_SIZE, values.with("place_id", place));
      } else {
        sql.update(Tables.PLACE_SIZE, id, values);
      }
    }
    before.values().forEach(id -> sql.delete(Tables.PLACE_SIZE, id));
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
    int unit = mixed ? unit(COMMON_UNIT) : parts.getFirst().unit();
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

  private int unit(String code) {
    return sql.first(
            "SELECT u.unit_id FROM unit u WHERE u.unit_code = :code",
            Map.of("code", code),
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
