package org.meterbook.collection.connector.demo;

/** The schedules of the demo utility. */
enum Tariff {
  E1("E1 XB Residential Service", "res-electric", "kwh"),
  E19S("E19S Medium General Demand-Metered TOU Service", "comm-electric", "kwh"),
  A10SX("A10SX Medium General Demand-Metered Service - TOU", "comm-electric", "kwh"),
  A1("A1 Small General Service", "comm-electric", "kwh"),
  GNR1("GNR1 Gas Service to Small Commercial Customers", "comm-gas", "therms");

  private final String title;
  private final String serviceClass;
  private final String unit;

  Tariff(String title, String serviceClass, String unit) {
    this.title = title;
    this.serviceClass = serviceClass;
    this.unit = unit;
  }

  String title() {
    return title;
  }

  String serviceClass() {
    return serviceClass;
  }

  String unit() {
    return unit;
  }

  boolean metersIntervals() {
    return unit.equals("kwh");
  }
}
