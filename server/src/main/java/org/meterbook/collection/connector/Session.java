package org.meterbook.collection.connector;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A customer's sign-in at a utility. Each call may throw an {@link Interruption}; what was fetched
 * before it stays good, and the next session goes on behind it.
 */
public interface Session extends AutoCloseable {
  /** All meters of the customer. */
  List<Found.Meter> meters();

  /**
   * The bills that begin on or after a day, oldest first, without their contents.
   *
   * @param meter the meter's key
   */
  List<Found.BillEntry> bills(String meter, LocalDate from);

  /** One bill, whole. */
  Found.Bill bill(String meter, String bill);

  /**
   * Interval data of the days from {@code from} up to, not including, {@code to}; fetched as the
   * stream is read. Days without data are left out.
   */
  Stream<Found.Day> intervals(String meter, LocalDate from, LocalDate to);

  /** The customer's billing accounts with their statements; empty where the utility shows none. */
  List<Found.Account> accounts();

  /**
   * What was handed over, not asked for, and is not collected yet: by the meter's key the first day
   * of it. Such meters are collected without anybody asking. Empty for a utility's website.
   */
  default Map<String, LocalDate> handedOver() {
    return Map.of();
  }

  @Override
  void close();
}
