package org.meterbook.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What bounds a caller. A dimension that is not a key is unbounded.
 *
 * @param bounds the caller's part of each bounded dimension
 */
public record Scope(Map<Dimension, Part> bounds) {
  /** The root of every hierarchy: whoever has it as topmost node is unbounded. */
  private static final int ROOT = 1;

  /** Sees the whole tenant. */
  public static final Scope UNBOUNDED = new Scope(Map.of());

  /**
   * A part of a hierarchy.
   *
   * @param topmost ids of its topmost nodes
   * @param within ids of these and of all nodes below
   */
  public record Part(List<Integer> topmost, List<Integer> within) {
    public Part {
      topmost = List.copyOf(topmost);
      within = List.copyOf(within);
    }
  }

  public Scope {
    bounds = Map.copyOf(bounds);
  }

  /** Bounds by parts of both hierarchies; a part that has the root bounds nothing. */
  public static Scope of(Part places, Part costCenters) {
    Map<Dimension, Part> bounds = new EnumMap<>(Dimension.class);
    if (!places.topmost().contains(ROOT)) {
      bounds.put(Dimension.PLACE, places);
    }
    if (!costCenters.topmost().contains(ROOT)) {
      bounds.put(Dimension.COST_CENTER, costCenters);
    }
    return new Scope(bounds);
  }

  /** The dimensions in which the caller is bounded. */
  public Set<Dimension> bounded() {
    return bounds.keySet();
  }

  /** The caller's topmost nodes in a dimension; none where the caller is unbounded. */
  public List<Integer> topmost(Dimension dimension) {
    Part part = bounds.get(dimension);
    return part == null ? List.of() : part.topmost();
  }
}
