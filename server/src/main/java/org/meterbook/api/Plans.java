package org.meterbook.api;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meterbook.store.Dimension;

/**
 * Compiled queries, each compiled once. Bounded: clients choose fields and filters, and may choose
 * endlessly many.
 */
final class Plans {
  private static final int KEPT = 4000;

  private final Map<String, Plan> plans = new ConcurrentHashMap<>();

  Plan of(Query query, Set<Dimension> bounded) {
    String key = query.key() + bounded;
    Plan known = plans.get(key);
    if (known != null) {
      return known;
    }
    if (plans.size() >= KEPT) {
      plans.clear();
    }
    Plan plan = Compiler.compile(query, bounded);
    plans.put(key, plan);
    return plan;
  }
}
