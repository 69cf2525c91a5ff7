package org.meterbook.ledger.hierarchy;

import java.util.List;
import java.util.Map;
import org.meterbook.ledger.Named;

/**
 * Which nodes of one tree go with nodes of the other: those that meters and accounts tie together.
 */
final class Available {
  /** Of the nodes found, those that are not below another one found. */
  private static final String TOPMOST =
      """
      WITH found AS (%3$s)
      SELECT f.id FROM found f WHERE NOT EXISTS (SELECT 1 FROM %1$s a JOIN found o ON o.id = a.ancestor_id
        WHERE a.tenant_id = :tenant AND a.%2$s = f.id AND o.id <> f.id) ORDER BY f.id
      """;

  private static final String TIED =
      """
      SELECT DISTINCT %s AS id FROM account a JOIN account_meter l ON l.tenant_id = a.tenant_id AND l.account_id = a.account_id
        JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
        JOIN %s n ON n.tenant_id = a.tenant_id AND n.%s = %s
      WHERE a.tenant_id = :tenant AND n.ancestor_id = ANY(:ids::int[])\
      """;

  private Available() {}

  static List<Integer> places(Named costCenters) {
    String tied =
        TIED.formatted("m.place_id", "cost_center_ancestor", "cost_center_id", "a.cost_center_id");
    return find(costCenters, TOPMOST.formatted("place_ancestor", "place_id", tied));
  }

  static List<Integer> costCenters(Named places) {
    String tied = TIED.formatted("a.cost_center_id", "place_ancestor", "place_id", "m.place_id");
    return find(places, TOPMOST.formatted("cost_center_ancestor", "cost_center_id", tied));
  }

  private static List<Integer> find(Named named, String text) {
    return named.call().sql().list(text, Map.of("ids", named.ids()), row -> row.integer(1));
  }
}
