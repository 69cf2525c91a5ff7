package org.meterbook.ledger.customer;

import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Address;
import org.meterbook.ledger.Address.AddressChild;
import org.meterbook.ledger.Uses;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Who is served on chargeback accounts. Older clients can only list them. */
public final class Customers {
  private static final String PATH = "/api/v202611/customer";

  public static final Shape CHILD =
      Shape.of("CustomerChild", Tables.CUSTOMER)
          .integer("customerId", "identifier of the customer")
          .text("customerCode", "unique code")
          .text("customerInfo", "name")
          .build();

  private static final Shape RESPONSE =
      Shape.of("CustomerResponse", Tables.CUSTOMER)
          .like(CHILD)
          .group("address", Address.on(Tables.CUSTOMER), "where it is")
          .build();

  private Customers() {}

  record CustomerRequest(
      @Required @Length(min = 1, max = 32) @Meaning("unique code") String customerCode,
      @Required @Length(max = 50) @Meaning("name") String customerInfo,
      @Meaning("where it is") @Nullable AddressChild address) {
    Values values() {
      return Address.columns(Values.from(this, "address"), address);
    }
  }

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("customerId", "customerCode", "customerInfo")
        .filter("city", "address.city")
        .filter("state", "address.state")
        .list("GetCustomersV3", "/api/v3/customer", "Accounts (View)", "Lists customers.")
        .one(
            "GetCustomerV202611",
            PATH + "/{customerId}",
            "Accounts (View)",
            "Answers one customer.")
        .create(
            "CreateCustomerV202611",
            PATH,
            "Accounts (Create)",
            CustomerRequest.class,
            (call, request) -> call.sql().insert(Tables.CUSTOMER, request.values()),
            "Creates a customer.")
        .edit(
            "EditCustomerV202611",
            PATH + "/{customerId}",
            "Accounts (Edit)",
            CustomerRequest.class,
            (call, request) ->
                call.sql().update(Tables.CUSTOMER, call.id("customerId"), request.values()),
            "Replaces a customer.")
        .delete(
            "DeleteCustomerV202611",
            PATH + "/{customerId}",
            "Accounts (Delete)",
            Customers::delete,
            "Deletes a customer without accounts.");
  }

  private static void delete(Call call) {
    int id = call.id("customerId");
    Uses.of(call.sql(), id).in("account", "customer_id", "accounts").refuse("customerId");
    call.sql().delete(Tables.CUSTOMER, id);
  }
}
