package org.meterbook.store;

/** The hierarchies in which a user may be bounded by topmost nodes. */
public enum Dimension {
  /** Places, with their meters. */
  PLACE("topmostPlaces", "places"),
  /** Cost centers, with their accounts and bills. */
  COST_CENTER("topmostCostCenters", "costCenters");

  private final String topmost;
  private final String within;

  Dimension(String topmost, String within) {
    this.topmost = topmost;
    this.within = within;
  }

  /** The SQL parameter with the ids of the topmost nodes. */
  String topmostParameter() {
    return topmost;
  }

  /** The SQL parameter with the ids of all nodes within. */
  String withinParameter() {
    return within;
  }
}
