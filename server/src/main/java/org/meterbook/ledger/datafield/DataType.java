package org.meterbook.ledger.datafield;

import org.meterbook.api.Rules.Meaning;

/** The types of values, numbered as those of custom fields are. */
public enum DataType {
  BOOLEAN(1, "True or false"),
  INTEGER(2, "Whole number"),
  STRING(3, "Text"),
  DOUBLE(4, "Number"),
  DATE(6, "Date");

  private final int id;
  private final String info;

  DataType(int id, String info) {
    this.id = id;
    this.info = info;
  }

  /** As it is answered. */
  public record DataTypeResponse(
      @Meaning("identifier of the type") int dataTypeId,
      @Meaning("code of the type") String dataTypeCode,
      @Meaning("name of the type") String dataTypeInfo) {}

  DataTypeResponse response() {
    return new DataTypeResponse(id, name(), info);
  }
}
