package org.meterbook.energy.audit;

/** What an audit can be told beside whom it tells and from what cost on it looks. */
public enum Parameter {
  /** Parts of captions, each shorter than 32 characters. */
  LINE_ITEM_DESCRIPTIONS("lineItemDescriptions"),
  /** Codes of observation types. */
  LINE_ITEM_TYPES("lineItemTypes"),
  /** Percent by which a bill may be shorter or longer. */
  PERCENT_LENGTH_VARIANCE("percentLengthVariance"),
  /** Bills in a row. */
  BILLS("bills"),
  /** Days. */
  DAYS("days"),
  /** The lowest severity that counts. */
  SENSITIVITY("sensitivity"),
  /** Percent above a reference from which on a value counts. */
  PERCENT_ABOVE("percentAbove"),
  /** Percent below a reference from which on a value counts. */
  PERCENT_BELOW("percentBelow"),
  /** Days shorter than usual from which on a bill counts. */
  DAYS_SHORTER("daysShorter"),
  /** Days longer than usual from which on a bill counts. */
  DAYS_LONGER("daysLonger"),
  /** A value at or below it counts. */
  AT_MOST("atMost"),
  /** A value at or above it counts. */
  AT_LEAST("atLeast");

  private final String wireName;

  Parameter(String wireName) {
    this.wireName = wireName;
  }

  /** How clients write it. */
  public String wireName() {
    return wireName;
  }

  /** Is it a list of texts? */
  public boolean isTexts() {
    return this == LINE_ITEM_DESCRIPTIONS || this == LINE_ITEM_TYPES;
  }
}
