package org.meterbook.ledger.catalogue;

import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What a place or a meter is mainly used for. */
public final class PrimaryUses {
  public static final Shape CHILD =
      Shape.of("PrimaryUseChild", Tables.PRIMARY_USE)
          .integer("primaryUseId", "identifier of the use")
          .text("primaryUseCode", "code of the use")
          .text("primaryUseInfo", "name of the use")
          .build();

  private static final Shape RESPONSE =
      Shape.of("PrimaryUseResponse", Tables.PRIMARY_USE)
          .like(CHILD)
          .text("primaryUseType", "place or meter")
          .build();

  private PrimaryUses() {}

  public record PrimaryUseCreate(
      @Required @Length(max = 64) @Meaning("unique code") String primaryUseCode,
      @Required @Length(max = 64) @Meaning("name") String primaryUseInfo,
      @Required @OneOf({"place", "meter"}) @Meaning("what may have this use")
          String primaryUseType) {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("primaryUseId", "primaryUseCode", "primaryUseInfo", "primaryUseType")
        .list("GetPrimaryUsesV3", "/api/v3/primaryuse", "", "Lists primary uses.")
        .create(
            "CreatePrimaryUseV3",
            "/api/v3/primaryuse",
            "BuildingsAndOrganizations (Create)",
            PrimaryUseCreate.class,
            (call, request) -> call.sql().insert(Tables.PRIMARY_USE, Values.from(request)),
            "Creates a primary use.")
        .delete(
            "DeletePrimaryUseV3",
            "/api/v3/primaryuse/{primaryUseId}",
            "BuildingsAndOrganizations (Delete)",
            call -> call.sql().delete(Tables.PRIMARY_USE, call.id("primaryUseId")),
            "Deletes a primary use that nothing has.");
  }
}
