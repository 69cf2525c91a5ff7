package org.meterbook.collection.connector.demo;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.meterbook.collection.connector.Found;

/** What is fixed about a meter of the demo utility. All of it is invented. */
record DemoMeter(
    String key,
    Tariff tariff,
    Found.Service service,
    boolean solar,
    List<Found.Supplier> suppliers) {
  static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private static final String HOME_ACCOUNT = "3819204756-1";
  private static final String SHOP_ACCOUNT = "5520871934-7";

  static final DemoMeter HOME =
      meter("1001", Tariff.E1, "3-000-1111-22", "EM10457781", HOME_ACCOUNT, false, List.of());
  static final DemoMeter WORKSHOP =
      meter("2001", Tariff.E19S, "4-100-2201-07", "EM20880312", SHOP_ACCOUNT, false, List.of());
  static final DemoMeter STORE =
      meter(
          "2002",
          Tariff.A10SX,
          "4-100-2202-15",
          "EM20880498",
          SHOP_ACCOUNT,
          false,
          List.of(
              new Found.Supplier(
                  "cca",
                  "Valley Community Energy",
                  "VCE-774120",
                  "A10 Green Start",
                  List.of(),
                  null,
                  null,
                  null)));
  static final DemoMeter OFFICE =
      meter("2003", Tariff.A1, "4-100-2203-23", "EM20881154", SHOP_ACCOUNT, true, List.of());
  static final DemoMeter KITCHEN =
      meter("2004", Tariff.GNR1, "4-100-2204-31", "GM30550127", SHOP_ACCOUNT, false, List.of());

  static final List<DemoMeter> RESIDENTIAL = List.of(HOME);
  static final List<DemoMeter> COMMERCIAL = List.of(WORKSHOP, STORE, OFFICE, KITCHEN);

  /** Every meter there is. */
  static Stream<DemoMeter> all() {
    return Stream.of(RESIDENTIAL, COMMERCIAL).flatMap(List::stream);
  }

  private static DemoMeter meter(
      String key,
      Tariff tariff,
      String serviceIdentifier,
      String number,
      String account,
      boolean solar,
      List<Found.Supplier> suppliers) {
    boolean home = tariff == Tariff.E1;
    String contact = home ? "Ada Demo" : "Demo Goods & Sons";
    String site = home ? "12 Example Lane" : "%s Sample Street".formatted(key.substring(1));
    String town = home ? "Oakland, CA 94601" : "Fresno, CA 93650";
    return new DemoMeter(
        key,
        tariff,
        new Found.Service(
            serviceIdentifier,
            tariff.title(),
            tariff.serviceClass(),
            site + ", " + town,
            List.of(number),
            contact,
            (home ? site : "PO Box 4711") + ", " + town,
            account),
        solar,
        suppliers);
  }

  String account() {
    return String.valueOf(service.billingAccount());
  }
}
