package org.meterbook.greenbutton;

/** A departure from the standard that is read nevertheless, and always listed. */
public enum Tolerance {
  /** A byte order mark or white space comes before the XML. */
  BYTES_BEFORE_XML("A byte order mark or white space before the XML is skipped."),
  /** The root is a single Atom entry. */
  FEED_MISSING("A single Atom entry stands for a feed."),
  /** An element is in no namespace. */
  NAMESPACE_MISSING("An element in no namespace is taken by its name."),
  /** An element is in a namespace that is not its own. */
  NAMESPACE_WRONG("An element in another version's or another part's namespace is taken by name."),
  /** A prefix is used that was never declared. */
  PREFIX_UNDECLARED("An element with a prefix that is not declared is taken by its name."),
  /** An element of another vocabulary, such as Dublin Core. */
  FOREIGN_ELEMENT("An element of another vocabulary is skipped."),
  /** An entry holds more than one resource. */
  SEVERAL_IN_CONTENT("Several resources in one entry are taken one by one."),
  /** {@code ServiceDeliveryPoint} with a capital S. */
  SERVICE_DELIVERY_POINT_CAPITAL("ServiceDeliveryPoint is taken for serviceDeliveryPoint."),
  /** The reading type is inside the meter reading or the interval block. */
  READING_TYPE_NESTED("A ReadingType inside a MeterReading or IntervalBlock counts for it."),
  /** There are blocks, but no meter reading to hang them on. */
  METER_READING_MISSING("Blocks without any MeterReading in the file get one without a type."),
  /** A link is missing; there is only one thing it can lead to. */
  LINK_BY_ONLY_CANDIDATE("A missing link leads to the only resource of its kind in the file."),
  /** A link is missing; the path of the own link says where it leads. */
  LINK_BY_HREF("A missing link follows from the path, …/UsagePoint/1/MeterReading/2."),
  /** A link is missing; the order of the entries says where it leads. */
  LINK_BY_ORDER("A missing link leads to the nearest entry of its kind, the last resort."),
  /** {@code powerOfTenMultiplier} is missing. */
  MULTIPLIER_MISSING("A missing powerOfTenMultiplier counts as 0."),
  /** {@code statusTimeStamp} is missing. */
  STATUS_TIME_MISSING("A summary without statusTimeStamp is taken without it."),
  /** A duration is missing. */
  DURATION_MISSING("A missing duration comes from the reading type, the block, or the distance."),
  /** A start is missing. */
  START_MISSING("A missing start is the end of the reading before, or the start of the block."),
  /** A name or a symbol instead of a code. */
  TEXT_FOR_CODE("A name or symbol where a code belongs, such as energy or Wh, is looked up."),
  /** A whole number is written with decimals. */
  DECIMALS_OF_INTEGER("A whole number written as 12.0 is taken for 12."),
  /** Amounts have another number of decimals. */
  COST_SCALE("Amounts are scaled as the options for the source say."),
  /** Local time is sent as if it were UTC. */
  LOCAL_TIME("Local times are turned into UTC as the options for the source say."),
  /** Readings are not in the order of their time. */
  READINGS_OUT_OF_ORDER("Readings out of order are taken as they come."),
  /** Two readings of a block start at the same time. */
  READING_REPEATED("Of readings of a block with the same start the last one counts."),
  /** Blocks of one meter reading overlap. */
  BLOCKS_OVERLAP("Of overlapping blocks the one updated last counts, else the last in the file.");

  private final String text;

  Tolerance(String text) {
    this.text = text;
  }

  /** What is done, a sentence. */
  public String text() {
    return text;
  }
}
