package org.meterbook.energy.audit;

/** What becomes of a bill that an audit finds something at. */
public enum Status {
  /** It is flagged. */
  CHECK("Check"),
  /** It is flagged, and held from export. */
  HOLD("Hold"),
  /** The audit is not run. */
  SKIP("Skip");

  private final String wireName;

  Status(String wireName) {
    this.wireName = wireName;
  }

  /** How clients write it. */
  public String wireName() {
    return wireName;
  }

  /** The one of a name in any letter case. */
  public static Status of(String wireName) {
    for (Status status : values()) {
      if (status.wireName.equalsIgnoreCase(wireName)) {
        return status;
      }
    }
    throw new IllegalArgumentException("no status " + wireName);
  }
}
