package org.meterbook.ledger;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.FieldType;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWith;
import org.meterbook.api.Shape;
import org.meterbook.store.Table;
import org.meterbook.store.Values;

/** Where something is. Kept in columns of the row it belongs to. */
public final class Address {
  private Address() {}

  /** The names of the countries in which a postal code says where something is. */
  public static final Set<String> NORTH_AMERICA =
      Set.of("us", "usa", "united states", "ca", "can", "canada");

  /** An address with a country. */
  public record RequiredAddressChild(
      @Required @Length(max = 64) @Meaning("country") String country,
      @Length(max = 32) @Meaning("postal code; required in the United States and Canada")
          @Nullable String postalCode,
      @Meaning("kind of address") @Nullable Integer addressTypeId,
      @Length(max = 100) @Meaning("first line") @Nullable String line1,
      @Length(max = 100) @Meaning("second line") @Nullable String line2,
      @Length(max = 100) @Meaning("third line") @Nullable String line3,
      @Length(max = 100) @Meaning("city") @Nullable String city,
      @Length(max = 100) @Meaning("state or province") @Nullable String state,
      @Range(min = -90, max = 90)
          @RequiredWith("longitude")
          @Meaning("degrees north; required elsewhere")
          @Nullable Double latitude,
      @Range(min = -180, max = 180)
          @RequiredWith("latitude")
          @Meaning("degrees east; required elsewhere")
          @Nullable Double longitude) {

    /** The same without the demand for a country. */
    public AddressChild address() {
      return new AddressChild(
          addressTypeId,
          line1,
          line2,
          line3,
          city,
          state,
          country,
          postalCode,
          latitude,
          longitude,
          null);
    }
  }

  /** An address as it is sent. */
  public record AddressChild(
      @Meaning("kind of address") @Nullable Integer addressTypeId,
      @Length(max = 100) @Meaning("first line") @Nullable String line1,
      @Length(max = 100) @Meaning("second line") @Nullable String line2,
      @Length(max = 100) @Meaning("third line") @Nullable String line3,
      @Length(max = 100) @Meaning("city") @Nullable String city,
      @Length(max = 100) @Meaning("state or province") @Nullable String state,
      @Length(max = 64) @Meaning("country") @Nullable String country,
      @Length(max = 32) @Meaning("postal code") @Nullable String postalCode,
      @Range(min = -90, max = 90) @RequiredWith("longitude") @Meaning("degrees north")
          @Nullable Double latitude,
      @Range(min = -180, max = 180) @RequiredWith("latitude") @Meaning("degrees east")
          @Nullable Double longitude,
      @Length(max = 100) @Meaning("payee to whom payments go; only vendors have one")
          @Nullable String remitTo) {

    /** No address at all: every column of it is emptied. */
    public static final AddressChild NONE =
        new AddressChild(null, null, null, null, null, null, null, null, null, null, null);
  }

  /** The address in a table's own columns. */
  public static Shape on(Table table) {
    return fields(table).absent("remitTo", FieldType.TEXT, "payee; only vendors have one").build();
  }

  /** The same with the column {@code remit_to}. */
  public static Shape withRemitTo(Table table) {
    return fields(table).text("remitTo", "payee to whom payments go").build();
  }

  private static Shape.Builder fields(Table table) {
    return lines("AddressChild", table)
        .field("latitude", FieldType.NUMBER, "degrees north")
        .field("longitude", FieldType.NUMBER, "degrees east");
  }

  /** A model of the address in a table's own columns, without where it is on the map. */
  public static Shape.Builder lines(String model, Table table) {
    return Shape.of(model, table)
        .integer("addressTypeId", "kind of address")
        .text("line1", "first line")
        .text("line2", "second line")
        .text("line3", "third line")
        .text("city", "city")
        .text("state", "state or province")
        .text("country", "country")
        .text("postalCode", "postal code");
  }

  /** Adds the columns of an address, all of them emptied where there is none. */
  public static Values columns(Values values, @Nullable AddressChild address) {
    return columnsWithRemitTo(values, address).without("remit_to");
  }

  /** The same with the column {@code remit_to}. */
  public static Values columnsWithRemitTo(Values values, @Nullable AddressChild address) {
    return values.withAll(address == null ? AddressChild.NONE : address);
  }
}
