package org.meterbook.bridge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.ledger.Tree;
import org.meterbook.ledger.account.AccountSpan;
import org.meterbook.ledger.catalogue.TimeZones;
import org.meterbook.ledger.costcenter.CostCenters;
import org.meterbook.ledger.place.Places;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Makes place, account and meter of a collected meter that the books do not know, under the place
 * and the cost center "Collected".
 */
final class CollectedBooks {
  private static final String COLLECTED = "COLLECTED";
  private static final int SITE = 7;
  private static final int STANDARD = 1;
  private static final int LONGEST_CODE = 32;
  private static final int LONGEST_NAME = 50;

  private final Call call;
  private final Sql sql;
  private final CollectedMeter meter;

  CollectedBooks(Call call, CollectedMeter meter) {
    this.call = call;
    this.sql = call.sql();
    this.meter = meter;
  }

  Link make() {
    Optional<String> commodity = meter.commodity();
    if (commodity.isEmpty()) {
      return Link.asking(
          "the service class '%s' does not say what is delivered".formatted(meter.serviceClass()));
    }
    int account = account();
    int made = meter(commodity.get());
    link(account, null);
    link(account, made);
    return Link.linked(account, made, "made under Collected");
  }

  private int account() {
    String number =
        cut(meter.account() == null ? "C-" + meter.authorization() : meter.account(), LONGEST_CODE);
    int vendor = vendor();
    Optional<Integer> known =
        sql.first(
            "SELECT account_id FROM account WHERE tenant_id = :tenant AND lower(account_code) = lower(:code) AND vendor_id = :vendor",
            Map.of("code", number, "vendor", vendor),
            row -> row.integer(1));
    // Two utilities may give the same number.
    String code =
        id(Tables.ACCOUNT, "account_code", number).isPresent() ? "C-" + meter.id() : number;
    return known.orElseGet(() ->
        sql.insert(
            Tables.ACCOUNT,
            Values.none()
                .with("account_code", code)
                .with("account_info", cut(name(meter.contact(), code), LONGEST_NAME))
                .with("account_type_id", STANDARD)
                .with("cost_center_id", costCenter())
                .with("vendor_id", vendor)
                .with("active", true)
                .with("accrual_enabled", false)
                .with("account_code_aliases", List.of())));
  }

  private int vendor() {
    String code = cut(meter.utility(), LONGEST_CODE);
    return id(Tables.VENDOR, "vendor_code", code)
        .orElseGet(() ->
            sql.insert(
                Tables.VENDOR,
                Values.none().with("vendor_code", code).with("vendor_info", meter.utility())));
  }

  private int costCenter() {
    return id(Tables.COST_CENTER, "cost_center_code", COLLECTED)
        .orElseGet(() -> {
          int made =
              sql.insert(
                  Tables.COST_CENTER,
                  Values.none()
                      .with("cost_center_code", COLLECTED)
                      .with("cost_center_info", "Collected")
                      .with("parent_cost_center_id", Tree.ROOT));
          CostCenters.TREE.add(sql, made, Tree.ROOT);
          return made;
        });
  }

  /** One place for each authorization and address. */
  private int place() {
    int parent = place(COLLECTED, "Collected", Tree.ROOT);
    String address = name(meter.address(), "Authorization " + meter.authorization());
    return sql.first(
            "SELECT place_id FROM place WHERE tenant_id = :tenant AND parent_place_id = :parent AND place_info = :info AND place_code LIKE :code",
            Map.of(
                "parent", parent,
                "info", cut(address, LONGEST_NAME),
                "code", "C-%d-%%".formatted(meter.authorization())),
            row -> row.integer(1))
        .orElseGet(
            () -> place("C-%d-%d".formatted(meter.authorization(), meter.id()), address, parent));
  }

  private int place(String code, String name, int parent) {
    return id(Tables.PLACE, "place_code", code)
        .orElseGet(() -> {
          int made =
              sql.insert(
                  Tables.PLACE,
                  Values.none()
                      .with("place_code", code)
                      .with("place_info", cut(name, LONGEST_NAME))
                      .with("place_type_id", SITE)
                      .with("parent_place_id", parent));
          Places.TREE.add(sql, made, parent);
          return made;
        });
  }

  private int meter(String commodity) {
    String service = cut(meter.service(), LONGEST_CODE);
    String code =
        id(Tables.METER, "meter_code", service).isPresent() || service.isBlank()
            ? "C-" + meter.id()
            : service;
    Map<String, @Nullable Object> use = unit(commodity);
    return sql.insert(
        Tables.METER,
        Values.none()
            .with("meter_code", code)
            .with("meter_info", cut(name(meter.address(), code), LONGEST_NAME))
            .with("meter_type_id", STANDARD)
            .with("commodity_id", use.get("commodity"))
            .with("place_id", place())
            .with("meter_time_zone_id", zone())
            .with("use_unit_id", use.get("unit"))
            .with("serial_number", meter.numbers().isEmpty() ? null : meter.numbers().getFirst())
            .with("active", true)
            .with("properties", new Sql.Json("{}")));
  }

  private Map<String, @Nullable Object> unit(String commodity) {
    return sql.first(
            "SELECT commodity_id, use_rollup_unit_id FROM commodity WHERE tenant_id = :tenant AND commodity_code = :code",
            Map.of("code", commodity),
            row -> {
              Map<String, @Nullable Object> found = new HashMap<>();
              found.put("commodity", row.integer(1));
              found.put("unit", row.integerOrNull(2));
              return found;
            })
        .orElseThrow();
  }

  private int zone() {
    return sql.first(
            "SELECT time_zone_id FROM time_zone WHERE iana_zone = :zone ORDER BY time_zone_id LIMIT 1",
            Map.of("zone", meter.zone()),
            row -> row.integer(1))
        .orElseGet(() -> TimeZones.ofDatasource(call));
  }

  private void link(int account, @Nullable Integer of) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("account", account);
    values.put("meter", of);
    if (!sql.exists(
        "SELECT 1 FROM account_meter WHERE tenant_id = :tenant AND account_id = :account AND meter_id IS NOT DISTINCT FROM :meter::int",
        values)) {
      sql.insert(
          Tables.ACCOUNT_METER,
          Values.none()
              .with("account_id", account)
              .with("meter_id", of)
              .with("begin_date", AccountSpan.FIRST)
              .with("end_date", AccountSpan.LAST)
              .with("deregulated", false));
    }
  }

  private Optional<Integer> id(Table table, String column, String code) {
    return sql.first(
        "SELECT %s FROM %s WHERE tenant_id = :tenant AND lower(%s) = lower(:code)"
            .formatted(table.key(), table.name(), column),
        Map.of("code", code),
        row -> row.integer(1));
  }

  private static String name(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }
}
