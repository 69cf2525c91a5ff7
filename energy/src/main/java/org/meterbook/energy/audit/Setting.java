package org.meterbook.energy.audit;

/**
 * How an audit is run.
 *
 * @param minimumCost cost, up or down, from which on it looks at a bill or meter; whole currency
 *     units, 0 or more
 */
public record Setting(Status status, int minimumCost, Parameters parameters) {
  /** The same with another status. */
  public Setting with(Status other) {
    return new Setting(other, minimumCost, parameters);
  }
}
