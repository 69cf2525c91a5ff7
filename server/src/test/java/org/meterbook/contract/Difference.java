package org.meterbook.contract;

/**
 * Something that is not as the contract has it.
 *
 * @param subject {@code Operation aspect} or {@code Model.property}; deviations name it
 * @param message what the contract has and what is here
 */
record Difference(String subject, String message) {
  @Override
  public String toString() {
    return subject + ": " + message;
  }
}
