package org.meterbook.ledger.contact;

import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Uses;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** People to ask about an account, a place or a vendor. */
public final class Contacts {
  private static final String PATH = "/api/v202611/contact";

  public static final Shape CHILD =
      Shape.of("ContactChild", Tables.CONTACT)
          .integer("contactId", "identifier of the contact")
          .text("first", "first name")
          .text("middle", "middle name")
          .text("last", "last name")
          .build();

  private static final Shape RESPONSE =
      Shape.of("ContactResponse", Tables.CONTACT)
          .like(CHILD)
          .text("email", "e-mail address")
          .text("phoneNumber", "telephone number")
          .build();

  private Contacts() {}

  record ContactRequest(
      @Length(max = 64) @Meaning("first name") @Nullable String first,
      @Length(max = 64) @Meaning("middle name") @Nullable String middle,
      @Required @Length(min = 1, max = 64) @Meaning("last name") String last,
      @Length(max = 128) @Meaning("e-mail address") @Nullable String email,
      @Length(max = 50) @Meaning("telephone number") @Nullable String phoneNumber) {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("contactId", "first", "last", "email")
        .page("GetContactsV202611", PATH, "Accounts (View)", "Lists contacts.")
        .one("GetContactV202611", PATH + "/{contactId}", "Accounts (View)", "Answers one contact.")
        .create(
            "CreateContactV202611",
            PATH,
            "Accounts (Create)",
            ContactRequest.class,
            (call, request) -> call.sql().insert(Tables.CONTACT, Values.from(request)),
            "Creates a contact.")
        .edit(
            "EditContactV202611",
            PATH + "/{contactId}",
            "Accounts (Edit)",
            ContactRequest.class,
            (call, request) ->
                call.sql().update(Tables.CONTACT, call.id("contactId"), Values.from(request)),
            "Replaces a contact.")
        .delete(
            "DeleteContactV202611",
            PATH + "/{contactId}",
            "Accounts (Delete)",
            Contacts::delete,
            "Deletes a contact that nothing names.");
  }

  private static void delete(Call call) {
    int id = call.id("contactId");
    Uses.of(call.sql(), id)
        .in("account", "contact_id", "accounts")
        .in("place", "contact_id", "places")
        .in("vendor", "contact_id", "vendors")
        .refuse("contactId");
    call.sql().delete(Tables.CONTACT, id);
  }
}
