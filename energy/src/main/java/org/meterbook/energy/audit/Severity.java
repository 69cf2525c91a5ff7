package org.meterbook.energy.audit;

/** How far a value is off its model, in standard deviations; further below than above. */
public enum Severity {
  SEVERE(1, "Severe", 3.0, 5.0),
  HIGH(2, "High", 2.0, 4.0),
  MODERATE(3, "Moderate", 1.5, 3.0),
  /** Too little is known, or the value is not far off. */
  UNDETERMINED(4, "Cannot be determined", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  private final int id;
  private final String wireName;
  private final double above;
  private final double below;

  Severity(int id, String wireName, double above, double below) {
    this.id = id;
    this.wireName = wireName;
    this.above = above;
    this.below = below;
  }

  /** 1 is the worst. */
  public int id() {
    return id;
  }

  /** How clients write it. */
  public String wireName() {
    return wireName;
  }

  /** Is it this bad, or worse? */
  public boolean isAtLeast(Severity other) {
    return id <= other.id;
  }

  /** Of a distance in standard deviations, negative below the model; NaN is undetermined. */
  public static Severity of(double deviations) {
    for (Severity severity : values()) {
      if (deviations > severity.above || -deviations > severity.below) {
        return severity;
      }
    }
    return UNDETERMINED;
  }

  /** The one of a name in any letter case. */
  public static Severity of(String wireName) {
    for (Severity severity : values()) {
      if (severity.wireName.equalsIgnoreCase(wireName)) {
        return severity;
      }
    }
    throw new IllegalArgumentException("no severity " + wireName);
  }
}
