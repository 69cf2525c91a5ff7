package org.meterbook.ledger.flag;

/**
 * Something that an audit found at a bill.
 *
 * @param type the audit's identifier
 * @param meterId the meter; 0 where it is the bill's own
 * @param words what is wrong
 */
public record Issue(int type, int meterId, String words) {
  boolean isOf(int otherType, int otherMeter) {
    return type == otherType && meterId == otherMeter;
  }
}
