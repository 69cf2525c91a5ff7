package org.meterbook.identity;

import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterbook.ledger.Tree;
import org.meterbook.ledger.carboncollection.CarbonCollections;
import org.meterbook.ledger.costcenter.CostCenters;
import org.meterbook.ledger.flag.FlagTypes;
import org.meterbook.ledger.generalledger.GlSubCodes;
import org.meterbook.ledger.place.Places;
import org.meterbook.ledger.setting.Settings;
import org.meterbook.store.Catalogues;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.StoreException;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Datasources: the tenants, each with books of its own. */
public final class Datasources {
  /** Tenant 0 is nobody's: its transactions write what belongs to all. */
  private static final long NOBODY = 0;

  private static final String FIRST_DAY = "1899-12-31";
  private static final String LAST_DAY = "3000-01-01";

  private Datasources() {}

  /**
   * Makes a datasource with the roots of its trees and all built-in commodities, templates, uses,
   * types and roles.
   *
   * @param code what clients log in to; unique in any letter case
   * @param zone its time zone
   * @param fiscalYearStartMonth 1 to 12
   * @return the tenant's id
   * @throws IllegalArgumentException the code is taken
   */
  public static long create(
      Database database, String code, String name, ZoneId zone, int fiscalYearStartMonth) {
    long tenant;
    try {
      tenant =
          database.write(
              NOBODY,
              Scope.UNBOUNDED,
              null,
              sql -> insert(sql, code, name, zone, fiscalYearStartMonth));
    } catch (StoreException.Duplicate e) {
      throw new IllegalArgumentException("There is already a datasource '" + code + "'.", e);
    }
    database.write(
        tenant,
        Scope.UNBOUNDED,
        null,
        sql -> {
          Settings.seed(sql, name, Month.of(fiscalYearStartMonth));
          return seed(sql);
        });
    return tenant;
  }

  /** The tenant of a datasource's code. */
  public static Optional<Long> find(Database database, String code) {
    return database.read(
        NOBODY,
        Scope.UNBOUNDED,
        sql ->
            sql.first(
                "SELECT tenant_id FROM datasource WHERE lower(code) = lower(:code)",
                Map.of("code", code),
                row -> row.number(1)));
  }

  private static long insert(Sql sql, String code, String name, ZoneId zone, int month) {
    return sql.first(
            """
            INSERT INTO datasource (tenant_id, code, name, time_zone, fiscal_year_start_month, created_date)
            SELECT coalesce(max(d.tenant_id), 0) + 1, :code, :name, :zone, :month, :now FROM datasource d RETURNING tenant_id
            """,
            Map.of(
                "code", code, "name", name, "zone", zone.getId(), "month", month, "now", sql.now()),
            row -> row.number(1))
        .orElseThrow();
  }

  private static Boolean seed(Sql sql) {
    load(sql, "commodity_category", Catalogues.read("commodity_category"));
    load(sql, "commodity", commodities());
    load(
        sql,
        "place_type",
        with(
            only(
                Catalogues.read("place_type"),
                "place_type_id",
                "place_type_code",
                "place_type_info",
                "structure",
                "place_entity_type_id",
                "place_entity_type_info",
                "icon_code",
                "icon_color"),
            "is_system_place_type",
            "true"));
    load(sql, "primary_use", Catalogues.read("primary_use"));
    load(sql, "cost_category", Catalogues.read("cost_category"));
    load(sql, "template", Catalogues.read("template"));
    load(sql, "template_version", versions());
    load(sql, "template_line", templateLines());
    roles(sql);
    sql.insert(
        Tables.PLACE,
        Tree.ROOT,
        Values.none()
            .with("place_code", "ROOT")
            .with("place_info", "All places")
            .with("place_type_id", 1));
    Places.TREE.add(sql, Tree.ROOT, Tree.ROOT);
    sql.insert(
        Tables.COST_CENTER,
        Tree.ROOT,
        Values.none()
            .with("cost_center_code", "ROOT")
            .with("cost_center_info", "All cost centers"));
    CostCenters.TREE.add(sql, Tree.ROOT, Tree.ROOT);
    sql.insert(
        Tables.CARBON_COLLECTION,
        Tree.ROOT,
        Values.none().with("collection_code", "ROOT").with("collection_info", "All collections"));
    CarbonCollections.TREE.add(sql, Tree.ROOT, Tree.ROOT);
    GlSubCodes.seed(sql);
    FlagTypes.seed(sql);
    sql.startIdsAfter(Tables.CARBON_COLLECTION, 1);
    sql.startIdsAfter(Tables.PLACE, 1);
    sql.startIdsAfter(Tables.COST_CENTER, 1);
    return true;
  }

  private static List<Map<String, String>> commodities() {
    List<Map<String, String>> lines = new ArrayList<>();
    for (Map<String, String> line : Catalogues.read("commodity")) {
      Map<String, String> cells = new LinkedHashMap<>(line);
      cells.put(
          "energy_reporting_unit_conversion_multiplier",
          cells.getOrDefault("energy_multiplier", ""));
      cells
          .keySet()
          .removeAll(Set.of("use_unit_id", "demand_unit_id", "energy_multiplier", "energy_source"));
      cells.put("is_system_commodity", "true");
      lines.add(cells);
    }
    return lines;
  }

  /** Each built-in template has one version, over all time. */
  private static List<Map<String, String>> versions() {
    return Catalogues.read("template").stream()
        .map(line -> line.getOrDefault("template_id", ""))
        .map(id ->
            Map.of(
                "version_id", id, "template_id", id, "begin_date", FIRST_DAY, "end_date", LAST_DAY))
        .toList();
  }

  private static List<Map<String, String>> templateLines() {
    List<Map<String, String>> lines = new ArrayList<>();
    for (Map<String, String> line : Catalogues.read("template_line")) {
      Map<String, String> cells = new LinkedHashMap<>(line);
      cells.put("version_id", cells.getOrDefault("template_id", ""));
      cells.remove("template_id");
      lines.add(cells);
    }
    return lines;
  }

  private static void roles(Sql sql) {
    for (Map<String, String> line : Catalogues.read("role")) {
      int id = Integer.parseInt(line.getOrDefault("user_role_id", ""));
      sql.insert(
          Tables.USER_ROLE,
          id,
          Values.none()
              .with("system_user_role_name", line.get("name"))
              .with("description", line.get("description"))
              .with("permissions", Permissions.ofCatalogue(line.getOrDefault("permissions", "")))
              .with("read_only", true)
              .with("hidden", Boolean.parseBoolean(line.get("hidden"))));
      sql.startIdsAfter(Tables.USER_ROLE, id);
    }
  }

  private static void load(Sql sql, String table, List<Map<String, String>> lines) {
    String columns = String.join(", ", lines.getFirst().keySet());
    int last = 0;
    for (Map<String, String> line : lines) {
      sql.execute(
          "INSERT INTO %s (tenant_id, %s) SELECT :tenant, %2$s FROM jsonb_populate_record(NULL::%1$s, :line::jsonb)"
              .formatted(table, columns),
          Map.of("line", Catalogues.json(line)));
      last = Math.max(last, Integer.parseInt(line.getOrDefault(key(table), "0")));
    }
    sql.startIdsAfter(Tables.byName(table), last);
  }

  private static String key(String table) {
    return Tables.byName(table).key();
  }

  private static List<Map<String, String>> only(
      List<Map<String, String>> lines, String... columns) {
    return lines.stream()
        .map(line -> {
          Map<String, String> cells = new LinkedHashMap<>(line);
          cells.keySet().retainAll(List.of(columns));
          return cells;
        })
        .map(cells -> (Map<String, String>) cells)
        .toList();
  }

  private static List<Map<String, String>> with(
      List<Map<String, String>> lines, String column, String value) {
    return lines.stream()
        .map(line -> {
          Map<String, String> cells = new HashMap<>(line);
          cells.put(column, value);
          return cells;
        })
        .map(cells -> (Map<String, String>) cells)
        .toList();
  }
}
