package org.meterbook.app.demo;

import java.util.List;

/**
 * What a building buys.
 *
 * @param commodityId the commodity
 * @param unitId unit of use
 * @param demandUnitId unit of demand; 0 for none
 * @param vendor code of the vendor
 * @param vendorName its name
 * @param rate name of the rate
 * @param meters suffixes of the meters' codes, each with its share of the use
 * @param perSquareFoot use a year and square foot
 * @param summer share of the use that follows cooling, from 0 to 1
 * @param winter share of the use that follows heating, from 0 to 1
 * @param price dollars a unit of use
 * @param demandPrice dollars a unit of demand
 * @param customerCharge dollars a month and meter
 * @param growth price rise a year
 */
record Utility(
    int commodityId,
    int unitId,
    int demandUnitId,
    String vendor,
    String vendorName,
    String rate,
    List<Meter> meters,
    double perSquareFoot,
    double summer,
    double winter,
    double price,
    double demandPrice,
    double customerCharge,
    double growth) {
  record Meter(String suffix, String name, double share) {}

  static final List<Utility> ALL =
      List.of(
          new Utility(
              1,
              2,
              22,
              "RIVER_ELEC",
              "Riverton Electric",
              "General Service, Large",
              List.of(
                  new Meter("E1", "electric, main", 0.82),
                  new Meter("E2", "electric, lighting and exterior", 0.18)),
              15.5,
              0.32,
              0.04,
              0.0874,
              8.15,
              42.50,
              0.031),
          new Utility(
              2,
              16,
              0,
              "VALLEY_GAS",
              "Valley Gas",
              "Commercial Firm",
              List.of(new Meter("G1", "gas", 1)),
              0.42,
              0,
              0.78,
              0.913,
              0,
              31.00,
              0.045),
          new Utility(
              3,
              97,
              0,
              "CITY_WATER",
              "City of Riverton Water",
              "Commercial",
              List.of(new Meter("W1", "water", 0.8), new Meter("W2", "irrigation", 0.2)),
              0.0235,
              0.35,
              0,
              6.42,
              0,
              18.75,
              0.027));
}
