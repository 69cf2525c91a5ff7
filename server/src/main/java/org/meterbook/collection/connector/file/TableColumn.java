package org.meterbook.collection.connector.file;

import java.util.List;
import java.util.Locale;

/**
 * The columns that tables of bills and of interval data are read by: the names of our own exports
 * first, then others that people use. Letter case, blanks and underscores do not matter.
 */
enum TableColumn {
  SERVICE("utility_service_id", "service_identifier", "service_id", "service", "service_point"),
  METER("utility_meter_number", "meter_number", "meter", "meter_id"),
  ACCOUNT("utility_billing_account", "billing_account", "account", "account_number"),
  ADDRESS("utility_service_address", "service_address", "address"),
  TARIFF("utility_tariff_name", "tariff", "rate_schedule", "rate"),
  SERVICE_CLASS("service_class"),
  START("bill_start_date", "start_date", "start", "period_start", "from"),
  END("bill_end_date", "end_date", "end", "period_end", "to"),
  STATEMENT("bill_statement_date", "statement_date", "bill_date", "statement"),
  COST("bill_total", "bill_total_cost", "total_cost", "cost", "total", "amount"),
  VOLUME("bill_volume", "bill_total_volume", "usage", "volume", "use", "consumption"),
  UNIT("bill_total_unit", "unit", "units"),
  KWH("bill_total_kwh", "kwh", "usage_kwh"),
  INTERVAL_START("interval_start"),
  INTERVAL_END("interval_end"),
  INTERVAL_KWH("interval_kwh"),
  NET_KWH("net_kwh"),
  INTERVAL_ZONE("interval_timezone");

  private final List<String> names;

  TableColumn(String... names) {
    this.names = List.of(names);
  }

  /** The best of its names that a header has, as the number of the cell; -1 where it has none. */
  int in(List<String> header) {
    return names.stream()
        .map(name -> normalized(header).indexOf(name))
        .filter(index -> index >= 0)
        .findFirst()
        .orElse(-1);
  }

  String preferred() {
    return names.getFirst();
  }

  private static List<String> normalized(List<String> header) {
    return header.stream().map(TableColumn::normalized).toList();
  }

  static String normalized(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
