package org.meterbook.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What bounds a caller: the topmost ids of each bounded dimension. A dimension that is not a key is unbounded.
 *
 * @param topmost dimension to the ids of its topmost nodes
 */
public record Scope(Map<Dimension, List<Integer>> topmost) {
  /** Sees the whole tenant. */
  public static final Scope UNBOUNDED = new Scope(Map.of());

  public Scope {
    topmost = Map.copyOf(topmost);
  }

  /** Bounds by the given nodes; the root of a hierarchy (id 1) bounds nothing. */
  public static Scope of(List<Integer> places, List<Integer> costCenters) {
    Map<Dimension, List<Integer>> topmost = new EnumMap<>(Dimension.class);
    if (!places.contains(1)) {
      topmost.put(Dimension.PLACE, List.copyOf(places));
    }
    if (!costCenters.contains(1)) {
      topmost.put(Dimension.COST_CENTER, List.copyOf(costCenters));
    }
    return new Scope(topmost);
  }

  /** The dimensions in which the caller is bounded. */
  public Set<Dimension> bounded() {
    return topmost.keySet();
  }
}
