package org.meterbook.ledger.setting;

import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Kinds of costs: there are the same everywhere, but each organization may name them. */
final class CostCategories {
  private static final Shape RESPONSE =
      Shape.of("CostCategoryResponseV202405", Tables.COST_CATEGORY)
          .integer("costCategoryId", "identifier of the category")
          .text("costCategoryInfo", "name of the category")
          .build();

  private CostCategories() {}

  record CostCategoryEditV202405(
      @Required @Length(max = 255) @Meaning("name, unique") String costCategoryInfo) {}

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("costCategoryId", "costCategoryInfo")
        .list("GetCostCategoriesV202405", "/api/v202405/costCategory", "", "Lists kinds of costs.")
        .edit(
            "EditCostCategoryV202405",
            "/api/v202405/costCategory/{costCategoryId}",
            Settings.MANAGE,
            CostCategoryEditV202405.class,
            (call, request) ->
                call.sql()
                    .update(Tables.COST_CATEGORY, call.id("costCategoryId"), Values.from(request)),
            "Renames a kind of costs.");
  }
}
