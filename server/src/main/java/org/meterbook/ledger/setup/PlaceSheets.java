package org.meterbook.ledger.setup;

import java.time.LocalDateTime;
import java.util.List;
import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Tables;

/**
 * Organizations and buildings with their latest floor area: those above come before those below.
 */
final class PlaceSheets {
  static final Lookup CODE = Lookup.of(Tables.PLACE, "place_code");

  /** The main uses of buildings and of meters are told apart by who has them. */
  static Lookup primaryUse(String type) {
    return new Lookup(
        Tables.PRIMARY_USE,
        "CASE WHEN t.primary_use_type = '%s' THEN t.primary_use_code ELSE '' END".formatted(type),
        "primary use",
        true);
  }

  private static final Part PLACE =
      Part.of(
              "place",
              "placeId",
              "CreatePlaceV3",
              "EditPlaceV3",
              new Part.ByCode("Code", CODE),
              Column.text("Code", "placeCode"),
              Column.text("Name", "placeInfo"),
              Column.code("Parent", "parentPlaceId", "parent.placeId", CODE),
              Column.code(
                  "Type",
                  "placeTypeId",
                  "placeType.placeTypeId",
                  Lookup.listed(Tables.PLACE_TYPE, "place_type_code")),
              Column.code(
                  "Primary use", "primaryUseId", "primaryUse.primaryUseId", primaryUse("place")),
              Column.date("Built", "buildDate"),
              Column.text("Line 1", "address.line1"),
              Column.text("Line 2", "address.line2"),
              Column.text("Line 3", "address.line3"),
              Column.text("City", "address.city"),
              Column.text("State", "address.state"),
              Column.text("Country", "address.country"),
              Column.text("Postal code", "address.postalCode"),
              Column.number("Latitude", "address.latitude"),
              Column.number("Longitude", "address.longitude"),
              Column.of(
                  "Weather station",
                  "weatherStationCode",
                  "weatherStation.stationCode",
                  Cell.Plain.TEXT),
              Column.text("Notes", "placeDescription"))
          .hidden(Hidden.kept("address.addressTypeId", "address.addressTypeId"))
          .custom("Place", "GetPlacesUdfsV3", "EditPlaceUdFsV3");

  private static final Part SIZE =
      Part.of(
              "size",
              "placeSizeId",
              "CreatePlaceSizeV3",
              "CreatePlaceSizeV3",
              new Part.ByDay(
                  "SELECT s.place_size_id FROM place_size s WHERE s.tenant_id = :tenant AND s.place_id = :placeId AND s.begin_date = :begin",
                  "Size from",
                  LocalDateTime.MIN.withYear(1)),
              Column.date("Size from", "beginDate"),
              Column.number("Size", "value"),
              Column.text("Size unit", "unitCode"))
          .maybe();

  static final Sheet PLACES =
      new Sheet(
          "BuildingsAndOrganizations",
          Makes.BY_CREATE,
          List.of(PLACE, SIZE),
          "GetPlacesV3",
          0,
          """
          SELECT p.place_id, CASE WHEN NOT p.calculate_area THEN (SELECT s.place_size_id FROM place_size s
              WHERE s.tenant_id = p.tenant_id AND s.place_id = p.place_id ORDER BY s.begin_date DESC LIMIT 1) END
          FROM place p WHERE p.tenant_id = :tenant AND p.place_id <> 1
          ORDER BY (SELECT count(*) FROM place_ancestor a WHERE a.tenant_id = p.tenant_id AND a.place_id = p.place_id), p.place_id
          """);

  private PlaceSheets() {}
}
