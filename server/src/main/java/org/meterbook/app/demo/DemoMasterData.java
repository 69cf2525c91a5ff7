package org.meterbook.app.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.meterbook.ledger.carboncollection.CarbonCollections;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What bills hang on beside accounts and meters: ledgers, people, custom fields. */
final class DemoMasterData {
  private static final int DATE = 6;
  private static final int TEXT = 3;
  private static final int SELECT = 12;
  private static final int URL = 13;

  private final Sql sql;

  DemoMasterData(Sql sql) {
    this.sql = sql;
  }

  void fill() {
    people();
    ledgers();
    collections();
    fields();
  }

  private void people() {
    int contact =
        sql.insert(
            Tables.CONTACT,
            Values.none()
                .with("first", "Rosa")
                .with("last", "Lindqvist")
                .with("email", "rosa.lindqvist@example.org"));
    sql.insert(
        Tables.CUSTOMER,
        Values.none()
            .with("customer_code", "CAFETERIA")
            .with("customer_info", "Cafeteria, leased")
            .with("city", "Riverton")
            .with("country", "US"));
    for (int account : first(Tables.ACCOUNT, 3)) {
      sql.update(Tables.ACCOUNT, account, Values.none().with("contact_id", contact));
    }
    sql.insert(
        Tables.ACCOUNT_ALERT,
        Values.none()
            .with("account_id", first(Tables.ACCOUNT, 1).getFirst())
            .with("begin_date", LocalDate.of(2020, 1, 1))
            .with("end_date", LocalDate.of(2020, 12, 31))
            .with("message", "The meter was exchanged in this year: look twice.")
            .with("allow_bill_processing", true));
  }

  private void ledgers() {
    Map<String, String> names =
        Map.of("610-0100", "Electricity", "610-0200", "Natural gas", "610-0300", "Water and sewer");
    for (String code : names.keySet().stream().sorted().toList()) {
      sql.insert(
          Tables.GENERAL_LEDGER,
          Values.none()
              .with("general_ledger_code", code)
              .with("general_ledger_info", names.get(code)));
    }
  }

  private void collections() {
    int collection =
        sql.insert(
            Tables.CARBON_COLLECTION,
            Values.none()
                .with("collection_code", "FLEET")
                .with("collection_info", "Vehicles")
                .with("parent_collection_id", 1));
    CarbonCollections.TREE.add(sql, collection, 1);
  }

  private void fields() {
    field("Account", "Paid from", TEXT, 1);
    int inspected = field("Meter", "Inspected", DATE, 1);
    int heating = field("Place", "Heating", SELECT, 1);
    field("Vendor", "Portal", URL, 1);
    field("Rate", "Tariff sheet", URL, 1);
    field("ChannelVersion", "Calibrated", DATE, 1);
    field("Bill", "Checked against", TEXT, 1);
    for (String option : List.of("Steam", "Gas", "Electric")) {
      sql.insert(
          Tables.UDF_SELECT_VALUE,
          Values.none().with("udf_id", heating).with("value", option).with("display_order", 1));
    }
    for (int meter : first(Tables.METER, 10)) {
      sql.insert(
          Tables.UDF_VALUE,
          Values.none()
              .with("udf_id", inspected)
              .with("value", "2025-04-0" + (1 + meter % 9))
              .with("meter_id", meter));
    }
  }

  private int field(String type, String name, int dataType, int order) {
    return sql.insert(
        Tables.UDF,
        Values.none()
            .with("udf_type", type)
            .with("name", name)
            .with("data_type_id", dataType)
            .with("display_order", order)
            .with("important", false)
            .with("locked", false));
  }

  private List<Integer> first(Table table, int count) {
    return sql.list(
        "SELECT t.%s FROM %s t WHERE t.tenant_id = :tenant ORDER BY 1 LIMIT %d"
            .formatted(table.key(), table.name(), count),
        Map.of(),
        row -> row.integer(1));
  }
}
