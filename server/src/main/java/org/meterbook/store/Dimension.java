package org.meterbook.store;

/** The hierarchies in which a user may be bounded by topmost nodes. */
public enum Dimension {
  /** Places, with their meters. */
  PLACE("places"),
  /** Cost centers, with their accounts and bills. */
  COST_CENTER("costCenters");

  private final String parameter;

  Dimension(String parameter) {
    this.parameter = parameter;
  }

  /** The name of the SQL parameter that carries the topmost ids. */
  public String parameter() {
    return parameter;
  }
}
