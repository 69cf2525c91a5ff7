package org.meterbook.ledger.costcenter;

import java.util.Locale;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Named;
import org.meterbook.ledger.Tree;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.Uses;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.store.Dimension;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The tree of cost centers that accounts hang in. */
public final class CostCenters {
  public static final Tree TREE =
      new Tree(
          Tables.COST_CENTER,
          "parent_cost_center_id",
          "cost_center_ancestor",
          Optional.of(Dimension.COST_CENTER));

  private static final Shape RESPONSE =
      Shape.of("CostCenterResponse", Tables.COST_CENTER)
          .like(CostCenterShapes.CHILD)
          .one(
              "parent",
              CostCenterShapes.CHILD,
              "$.parent_cost_center_id",
              "the cost center above; null for a topmost one")
          .many(
              "costCenters",
              CostCenterShapes.CHILD,
              "parent_cost_center_id",
              "",
              "$.cost_center_id",
              "cost centers directly below")
          .many(
              "accounts",
              AccountShapes.OF_COST_CENTER,
              "cost_center_id",
              "",
              "$.account_id",
              "accounts directly in it")
          .build();

  private CostCenters() {}

  public record CostCenterCreate(
      @Required @Length(max = 32) @Meaning("unique code; trimmed and upper-cased; not ROOT")
          String costCenterCode,
      @Required @Length(max = 32) @Meaning("name") String costCenterInfo,
      @Required @Refers("cost_center") @Meaning("the cost center above")
          Integer parentCostCenterId) {
    Values values() {
      String code = costCenterCode.strip().toUpperCase(Locale.ROOT);
      if (code.equals("ROOT")) {
        throw Problem.invalid("costCenterCode", "must not be ROOT");
      }
      return Values.from(this).with("cost_center_code", code);
    }
  }

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("costCenterCode", "costCenterId", "costCenterInfo")
        .filter("parentId", "parent.costCenterId")
        .page("GetCostCentersV3", "/api/v3/costcenter", "CostCenters (View)", "Lists cost centers.")
        .one(
            "GetCostCenterV3",
            "/api/v3/costcenter/{costCenterId}",
            "CostCenters (View)",
            "Answers one cost center.")
        .create(
            "CreateCostCenterV3",
            "/api/v3/costcenter",
            "CostCenters (Create)",
            CostCenterCreate.class,
            CostCenters::create,
            "Creates a cost center.")
        .edit(
            "EditCostCenterV3",
            "/api/v3/costcenter/{costCenterId}",
            "CostCenters (Edit)",
            CostCenterCreate.class,
            CostCenters::edit,
            "Replaces a cost center; may move it.")
        .delete(
            "DeleteCostCenterV3",
            "/api/v3/costcenter/{costCenterId}",
            "CostCenters (Delete)",
            CostCenters::delete,
            "Deletes a cost center that has nothing below it.");
    operations.variable(
        "/parentCostCenter/{parentCostCenterId}", "parentCostCenterId", Tables.COST_CENTER);
    operations
        .computeAll(
            "MoveCostCenterV3",
            "PUT",
            "/api/v3/parentCostCenter/{parentCostCenterId}/costCenter",
            "CostCenters (Edit)",
            Integer.class,
            UpdateResult.class,
            (call, ids) -> TREE.moveAll(call, ids, call.id("parentCostCenterId")),
            "Hangs cost centers, with all below them, under another one.")
        .computeAll(
            "MoveAccountV3",
            "PUT",
            "/api/v3/parentCostCenter/{parentCostCenterId}/account",
            "Accounts (Edit)",
            Integer.class,
            UpdateResult.class,
            (call, ids) ->
                Named.of(call, Tables.ACCOUNT, ids)
                    .set("cost_center_id", call.id("parentCostCenterId")),
            "Gives accounts to another cost center.");
  }

  private static int create(Call call, CostCenterCreate request) {
    int id = call.sql().insert(Tables.COST_CENTER, request.values());
    TREE.add(call.sql(), id, request.parentCostCenterId());
    return id;
  }

  private static void edit(Call call, CostCenterCreate request) {
    int id = call.id("costCenterId");
    TREE.moveTo(call, id, request.parentCostCenterId(), "parentCostCenterId");
    call.sql().update(Tables.COST_CENTER, id, request.values());
  }

  private static void delete(Call call) {
    int id = call.id("costCenterId");
    TREE.requireEditable(call, id);
    Uses.of(call.sql(), id)
        .in("cost_center", "parent_cost_center_id", "cost centers below it")
        .in("account", "cost_center_id", "accounts")
        .in("user_topmost_cost_center", "cost_center_id", "users whose topmost cost center it is")
        .in(
            "setting",
            "default_topmost_cost_center_id",
            "system setting that makes it the topmost cost center of new users")
        .refuse("costCenterId");
    call.sql().delete(Tables.COST_CENTER, id);
  }
}
