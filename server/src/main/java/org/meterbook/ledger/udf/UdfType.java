package org.meterbook.ledger.udf;

import java.util.Arrays;
import java.util.Optional;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/** What custom fields may belong to. */
public enum UdfType {
  ACCOUNT("Account", Tables.ACCOUNT, "account_id"),
  METER("Meter", Tables.METER, "meter_id"),
  PLACE("Place", Tables.PLACE, "place_id"),
  VENDOR("Vendor", Tables.VENDOR, "vendor_id"),
  CHANNEL_VERSION("ChannelVersion", Tables.CHANNEL_VERSION, "channel_version_id"),
  RATE("Rate", Tables.RATE_VERSION, "rate_version_id"),
  BILL("Bill", Tables.BILL, "bill_id"),
  COLLECTION("Collection", Tables.CARBON_COLLECTION, "collection_id"),
  ENERGY_PROJECT("EnergyProject"),
  EMISSION_SOURCE("EmissionSource");

  private final String code;
  private final Optional<Table> owner;
  private final String column;

  UdfType(String code, Table owner, String column) {
    this.code = code;
    this.owner = Optional.of(owner);
    this.column = column;
  }

  /** Its fields can be defined; there is nothing yet that could have a value. */
  UdfType(String code) {
    this.code = code;
    this.owner = Optional.empty();
    this.column = "";
  }

  static Optional<UdfType> of(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equalsIgnoreCase(code)).findFirst();
  }

  /** How clients call it. */
  public String code() {
    return code;
  }

  /** The things that have values. */
  Table owner() {
    return owner.orElseThrow();
  }

  /** The column of a value that holds its owner's id. */
  String column() {
    return column;
  }

  /** The view of every field with the value of every owner. */
  Table fields() {
    return Table.of(column.replace("_id", "_udf")).key("udf_id").ordered("display_order");
  }

  @Override
  public String toString() {
    return code;
  }
}
