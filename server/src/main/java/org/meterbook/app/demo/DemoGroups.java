package org.meterbook.app.demo;

import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.meterbook.api.DateRange;
import org.meterbook.api.Filters;
import org.meterbook.app.Api;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.FilterEdit;
import org.meterbook.ledger.datafield.StoredFilters;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * The demo's groups, of all buildings and meters in use and of a few put together by hand, and a
 * list of bills.
 */
final class DemoGroups {
  private static final Filters.When ANY_TIME =
      new Filters.When(ZoneOffset.UTC, new DateRange.Today(LocalDate.EPOCH, Month.JANUARY));

  private final Sql sql;
  private final DataFields fields = new DataFields(Api.describe());

  private final int userId;

  DemoGroups(Sql sql, int userId) {
    this.sql = sql;
    this.userId = userId;
  }

  /** Fills; members of automatic groups are found when the transaction ends. */
  void fill() {
    int places = category("place", Tables.PLACE_GROUP_CATEGORY);
    group(
        "place",
        Tables.PLACE_GROUP,
        places,
        "All buildings",
        filters(DataFields.PLACES, "structure", "true"));
    members(
        "place",
        group("place", Tables.PLACE_GROUP, places, "Old buildings", null),
        Tables.PLACE_GROUP_MEMBER,
        "SELECT p.place_id FROM place p WHERE p.tenant_id = :tenant AND p.build_date < timestamp '1970-01-01'");
    int meters = category("meter", Tables.METER_GROUP_CATEGORY);
    group(
        "meter",
        Tables.METER_GROUP,
        meters,
        "Meters in use",
        filters(DataFields.METERS, "active", "true"));
    members(
        "meter",
        group("meter", Tables.METER_GROUP, meters, "Sample", null),
        Tables.METER_GROUP_MEMBER,
        "SELECT m.meter_id FROM meter m WHERE m.tenant_id = :tenant AND m.meter_id % 7 = 0");
    list();
  }

  private void list() {
    sql.insert(
        Tables.DATA_LIST,
        Values.none()
            .with("list_type_id", DataFields.BILLS)
            .with("list_info", "Bills that count")
            .with("user_id", userId)
            .with("on_the_fly", false)
            .with("shared_with_everyone", true)
            .with("filters", filters(DataFields.BILLS, "void", "false")));
  }

  private int category(String what, Table table) {
    return sql.insert(
        table,
        Values.none()
            .with(what + "_group_category_code", "CAMPUS")
            .with(what + "_group_category_info", "Campus"));
  }

  private int group(
      String what,
      Table table,
      int category,
      String info,
      @org.jspecify.annotations.Nullable Object filters) {
    return sql.insert(
        table,
        Values.none()
            .with(what + "_group_code", info.toUpperCase(java.util.Locale.ROOT).replace(" ", ""))
            .with(what + "_group_info", info)
            .with(what + "_group_category_id", category)
            .with("limit_members_by_topmost", true)
            .with("filters", filters)
            .with("last_updated", sql.now()));
  }

  private Sql.Json filters(int kind, String name, String value) {
    var all = fields.kind(kind).fields();
    int id = all.stream().filter(f -> f.field().name().equals(name)).findFirst().orElseThrow().id();
    return new StoredFilters(all)
        .store(List.of(new FilterEdit(id, "equals", value)), ANY_TIME, "filters");
  }

  private void members(String what, int group, Table table, String query) {
    for (int id : sql.list(query, Map.of(), row -> row.integer(1))) {
      sql.insert(
          table,
          Values.none()
              .with(what + "_group_id", group)
              .with(what + "_id", id)
              .with("include_in_charts", true));
    }
  }
}
