package org.meterbook.ledger.billimport;

import java.util.Arrays;
import java.util.Optional;

/** What a profile can take from a column, or give as a fixed value. */
enum Field {
  ACCOUNT("account", 50),
  ACCOUNT_NAME("accountName", 50),
  METER("meter", 32),
  METER_NAME("meterName", 50),
  PLACE("place", 32),
  PLACE_NAME("placeName", 50),
  PLACE_TYPE("placeType", 32),
  PLACE_PARENT("placeParent", 32),
  VENDOR("vendor", 16),
  VENDOR_NAME("vendorName", 50),
  COST_CENTER("costCenter", 32),
  COST_CENTER_NAME("costCenterName", 32),
  COMMODITY("commodity", 32),
  RATE("rate", 255),
  LINE1("line1", 100),
  CITY("city", 100),
  STATE("state", 100),
  COUNTRY("country", 64),
  POSTAL_CODE("postalCode", 32),
  BEGIN("begin", 40),
  END("end", 40),
  STATEMENT_DATE("statementDate", 40),
  DUE_DATE("dueDate", 40),
  INVOICE_NUMBER("invoiceNumber", 32),
  ESTIMATED("estimated", 32),
  NOTE("note", 1000),
  ACE("ace", 32),
  VPR("vpr", 32),
  SERIAL_NUMBER("serialNumber", 64),
  BILLING_PERIOD("billingPeriod", 32),
  ACCOUNT_PERIOD("accountPeriod", 32),
  NEXT_READING("nextReading", 40),
  CONTROL_CODE("controlCode", 255);

  private final String json;
  private final int longest;

  Field(String json, int longest) {
    this.json = json;
    this.longest = longest;
  }

  /** Its name in a profile. */
  String json() {
    return json;
  }

  /** Most characters that the books take. */
  int longest() {
    return longest;
  }

  /**
   * A name is only a label: it is cut where it is too long, and the code stands in where it is
   * empty.
   */
  boolean isName() {
    return json.endsWith("Name");
  }

  static Optional<Field> of(String json) {
    return Arrays.stream(values()).filter(field -> field.json.equals(json)).findFirst();
  }
}
