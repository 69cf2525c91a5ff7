package org.meterbook.ledger.flag;

import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Uses;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Why people flag bills. */
public final class FlagTypes {
  private static final String PATH = "/api/v3/flag/flagType";
  private static final String VIEW = "FlaggedItems (View)";

  /** The types that each datasource begins with; the first is given by audits only. */
  private static final List<String> BUILT_IN =
      List.of("Audit Exception", "To Review", "Cost Recovery");

  static final Shape CHILD =
      Shape.of("FlagTypeChild", Tables.FLAG_TYPE)
          .integer("flagTypeId", "identifier of the type")
          .text("flagTypeInfo", "name of the type")
          .build();

  private FlagTypes() {}

  record FlagTypeCreate(
      @Required @Length(min = 1, max = 32) @Meaning("unique name") String flagTypeInfo) {}

  static void register(Operations operations) {
    operations
        .resource(CHILD)
        .list("GetFlagTypesV3", PATH, VIEW, "Lists the types of flags.")
        .create(
            "CreateFlagTypeV3",
            PATH,
            VIEW,
            FlagTypeCreate.class,
            (call, request) ->
                call.sql().insert(Tables.FLAG_TYPE, Values.from(request).with("built_in", false)),
            "Creates a type of flags.")
        .delete(
            "DeleteFlagTypeV3",
            PATH + "/{flagTypeId}",
            VIEW,
            FlagTypes::delete,
            "Deletes a type that no flag has; the built-in types stay.");
  }

  private static void delete(Call call) {
    int type = call.id("flagTypeId");
    if (call.sql()
        .exists(
            "SELECT 1 FROM flag_type t WHERE t.tenant_id = :tenant AND t.flag_type_id = :id AND t.built_in",
            Map.of("id", type))) {
      throw Problem.invalid("flagTypeId", "is a built-in type, which cannot be deleted");
    }
    Uses.of(call.sql(), type).in("flag", "flag_type_id", "flags").refuse("flagTypeId");
    call.sql().delete(Tables.FLAG_TYPE, type);
  }

  /** Gives a new datasource the built-in types. */
  public static void seed(Sql sql) {
    for (int n = 0; n < BUILT_IN.size(); n++) {
      sql.insert(
          Tables.FLAG_TYPE,
          n + 1,
          Values.none().with("flag_type_info", BUILT_IN.get(n)).with("built_in", true));
    }
    sql.startIdsAfter(Tables.FLAG_TYPE, BUILT_IN.size());
  }
}
