package org.meterbook.bridge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.store.Sql;

/** Looks in the books for a collected meter, by the rules. */
final class Matcher {
  /** Every match comes with the account that the meter is billed by. */
  private static final String PAIR =
      """
      SELECT DISTINCT l.account_id, m.meter_id FROM meter m
      JOIN account_meter l ON l.tenant_id = m.tenant_id AND l.meter_id = m.meter_id AND l.end_date > :now
      JOIN account a ON a.tenant_id = l.tenant_id AND a.account_id = l.account_id
      JOIN commodity c ON c.tenant_id = m.tenant_id AND c.commodity_id = m.commodity_id
      WHERE m.tenant_id = :tenant AND (:commodity = '' OR c.commodity_code = :commodity) AND
      """;

  private static final String PREFERRED =
      " AND (:account = '' OR lower(a.account_code) = lower(:account))";

  private record Pair(int account, int meter) {}

  private Matcher() {}

  /** A link, or a question where several fit; empty where none does. */
  static Optional<Link> find(Sql sql, BridgeRules rules, CollectedMeter meter) {
    for (BridgeRules.Way way : rules.ways()) {
      List<Pair> pairs = pairs(sql, way, meter);
      if (pairs.size() == 1) {
        return Optional.of(
            Link.linked(
                pairs.getFirst().account(), pairs.getFirst().meter(), "found by " + way.name()));
      }
      if (pairs.size() > 1) {
        return Optional.of(
            Link.asking("%d meters of the books fit by %s".formatted(pairs.size(), way.name())));
      }
    }
    return Optional.empty();
  }

  private static List<Pair> pairs(Sql sql, BridgeRules.Way way, CollectedMeter meter) {
    String condition =
        switch (way) {
          case serviceIdentifier ->
              "(lower(m.meter_code) = lower(:service) OR m.meter_import_id = :service)";
          case meterNumber -> "m.serial_number = ANY(:numbers)";
          // A meter that another service was linked to is not this one's.
          case accountNumber ->
              """
              lower(a.account_code) = lower(:account) AND NOT EXISTS (SELECT 1 FROM bridge_meter b
                JOIN collection_meter o ON o.tenant_id = b.tenant_id AND o.collection_meter_id = b.bridge_meter_id
                WHERE b.tenant_id = m.tenant_id AND b.meter_id = m.meter_id AND o.base ->> 'service_identifier' <> :service)
              """;
        };
    Map<String, Object> values = new HashMap<>();
    values.put("now", sql.now().atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
    values.put("commodity", meter.commodity().orElse(""));
    values.put("service", meter.service());
    values.put("numbers", meter.numbers());
    values.put("account", meter.account() == null ? "" : meter.account());
    List<Pair> pairs = list(sql, PAIR + condition, values);
    // Of a meter that several accounts paid for, the one that the bills name.
    return pairs.size() > 1 ? narrowed(sql, condition, values, pairs) : pairs;
  }

  private static List<Pair> narrowed(
      Sql sql, String condition, Map<String, Object> values, List<Pair> pairs) {
    List<Pair> narrowed = list(sql, PAIR + condition + PREFERRED, values);
    return narrowed.size() == 1 ? narrowed : pairs;
  }

  private static List<Pair> list(Sql sql, String text, Map<String, Object> values) {
    return sql.list(text, values, row -> new Pair(row.integer(1), row.integer(2)));
  }
}
