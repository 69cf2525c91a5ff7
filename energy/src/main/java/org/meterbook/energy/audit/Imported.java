package org.meterbook.energy.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What the file said that a bill came from, where the books may say something else.
 *
 * @param serialNumbers by meter
 * @param rateCodes by meter
 * @param begin the first day that the file gave, before it was adjusted
 * @param total what the file said is to be paid
 */
public record Imported(
    Map<Integer, String> serialNumbers,
    Map<Integer, String> rateCodes,
    Optional<LocalDate> begin,
    Optional<BigDecimal> total) {
  /** A file that said nothing but the bill. */
  public static final Imported PLAIN =
      new Imported(Map.of(), Map.of(), Optional.empty(), Optional.empty());

  public Imported {
    serialNumbers = Map.copyOf(serialNumbers);
    rateCodes = Map.copyOf(rateCodes);
  }
}
