package org.meterbook.ledger.billimport;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a file: every row of it is booked, already booked, refused, or held back.
 *
 * @param rows rows of the file, without header and empty lines
 * @param booked rows that are in the books by this run
 * @param merged how many of them share a bill with another row; {@code booked - merged} is {@code
 *     bills}
 * @param bills bills made
 * @param replaced bills that were deleted or voided to make room
 * @param alreadyBooked rows that an earlier run booked
 * @param refused rows in the rejects, with what can be read of them
 * @param held good rows that were not booked because {@code strict} allows no refused ones
 * @param created how many of each were made: places, vendors, costCenters, rates, accounts, meters,
 *     links
 * @param batchId the batch of the bills; empty where there are none
 * @param refusals the first of the refused rows
 * @param seconds how long it took
 */
public record Result(
    long rows,
    Sum booked,
    long merged,
    long bills,
    long replaced,
    Sum alreadyBooked,
    Sum refused,
    Sum held,
    Map<String, Integer> created,
    Optional<Integer> batchId,
    List<Refusal> refusals,
    double seconds) {
  public Result {
    created = Map.copyOf(created);
    refusals = List.copyOf(refusals);
  }

  /**
   * Some rows.
   *
   * @param rows their number
   * @param money total of their costs, to the cent
   * @param quantity total of their use, in the file's units
   */
  public record Sum(long rows, BigDecimal money, BigDecimal quantity) {}

  /**
   * A row that was refused.
   *
   * @param line number of its first line in the file, from 1
   * @param reason why
   */
  public record Refusal(long line, String reason) {}
}
