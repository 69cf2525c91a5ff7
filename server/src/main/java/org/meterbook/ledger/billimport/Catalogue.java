package org.meterbook.ledger.billimport;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterbook.store.Sql;

/**
 * Codes that a profile or a file uses, by their ids: units, kinds of lines, commodities, kinds of
 * places.
 */
record Catalogue(
    Map<String, Integer> units,
    Set<Integer> currencies,
    Map<String, Kind> kinds,
    Map<String, Integer> commodities,
    Map<String, PlaceType> placeTypes,
    int timeZone) {
  private static final String MONEY = "MONEY";
  private static final String TIME_ZONE =
      """
      SELECT z.time_zone_id FROM datasource d CROSS JOIN time_zone z
      WHERE d.tenant_id = :tenant AND z.iana_zone IN (d.time_zone, 'UTC')
      ORDER BY (z.iana_zone = d.time_zone) DESC, z.time_zone_id LIMIT 1
      """;

  /**
   * A kind of line.
   *
   * @param credit 1 lowers the bill's total, 2 raises it, others are for information
   * @param use its values are use
   */
  record Kind(int id, int credit, boolean use) {}

  /**
   * A kind of place.
   *
   * @param structure a building or the like
   */
  record PlaceType(int id, boolean structure) {}

  static Catalogue read(Sql sql) {
    Map<String, Integer> units = new HashMap<>();
    Set<Integer> currencies = new HashSet<>();
    sql.list(
        "SELECT u.unit_code, u.unit_id, t.unit_type_code FROM unit u JOIN unit_type t ON t.unit_type_id = u.unit_type_id",
        Map.of(),
        row -> {
          if (row.text(3).equals(MONEY)) {
            currencies.add(row.integer(2));
          }
          return units.put(Codes.key(row.text(1)), row.integer(2));
        });
    Map<String, Kind> kinds = new HashMap<>();
    sql.list(
        "SELECT observation_type_code, observation_type_id, credit, class_code FROM"
            + " observation_type",
        Map.of(),
        row ->
            kinds.put(
                Codes.key(row.text(1)),
                new Kind(row.integer(2), row.integer(3), row.text(4).equals("use"))));
    Map<String, Integer> commodities = new HashMap<>();
    sql.list(
        "SELECT commodity_code, commodity_id FROM commodity WHERE tenant_id = :tenant",
        Map.of(),
        row -> commodities.put(Codes.key(row.text(1)), row.integer(2)));
    Map<String, PlaceType> placeTypes = new HashMap<>();
    sql.list(
        "SELECT place_type_code, place_type_id, structure FROM place_type WHERE tenant_id ="
            + " :tenant",
        Map.of(),
        row -> placeTypes.put(Codes.key(row.text(1)), new PlaceType(row.integer(2), row.bool(3))));
    List<Integer> zone = sql.list(TIME_ZONE, Map.of(), row -> row.integer(1));
    return new Catalogue(units, currencies, kinds, commodities, placeTypes, zone.getFirst());
  }

  Optional<Integer> unit(String code) {
    return Optional.ofNullable(units.get(Codes.key(code)));
  }

  Optional<Integer> commodity(String code) {
    return Optional.ofNullable(commodities.get(Codes.key(code)));
  }

  Optional<PlaceType> placeType(String code) {
    return Optional.ofNullable(placeTypes.get(Codes.key(code)));
  }
}
