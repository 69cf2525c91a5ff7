package org.meterbook.ledger.accountmeter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;

/**
 * Which template a link gets that was given none: the first step that finds one decides, the lowest
 * id within a step.
 */
final class TemplateLadder {
  private static final int SUPPLIER = 2;

  private static final List<String> SUPPLIER_STEPS =
      List.of(
          "upper(t.template_code) = 'S_' || upper(u.unit_code)",
          "upper(t.template_code) LIKE 'S\\_%'");

  private static final List<String> STEPS =
      List.of(
          "t.use_unit_id = m.use_unit_id AND t.demand_unit_id IS NOT DISTINCT FROM m.demand_unit_id",
          "t.use_unit_id = m.use_unit_id",
          "t.use_unit_id IS NOT NULL AND t.demand_unit_id IS NULL",
          "true");

  private TemplateLadder() {}

  static Optional<Integer> choose(Sql sql, int meterId, @Nullable Integer vendorTypeId) {
    Optional<Integer> supplied =
        vendorTypeId != null && vendorTypeId == SUPPLIER
            ? climb(sql, meterId, SUPPLIER_STEPS)
            : Optional.empty();
    return supplied.or(() -> climb(sql, meterId, STEPS));
  }

  private static Optional<Integer> climb(Sql sql, int meterId, List<String> steps) {
    for (String step : steps) {
      Optional<Integer> found =
          sql.first(
              """
              SELECT t.template_id FROM meter m JOIN template t ON t.tenant_id = m.tenant_id AND t.commodity_id = m.commodity_id
              LEFT JOIN unit u ON u.unit_id = m.use_unit_id
              WHERE m.tenant_id = :tenant AND m.meter_id = :meter AND %s ORDER BY t.template_id LIMIT 1
              """
                  .formatted(step),
              Map.of("meter", meterId),
              row -> row.integer(1));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
