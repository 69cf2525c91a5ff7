package org.meterbook.greenbutton;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A line of a bill.
 *
 * @param amount in the currency of the summary, five decimals
 * @param rounding what was rounded off, in the same currency
 * @param dateTime its date, epoch seconds
 * @param note its text; empty if the feed gives none
 * @param measurement what was charged for
 * @param itemKind code of {@link CodeList#ITEM_KIND}
 * @param unitCost price of a unit, in the same currency
 * @param itemPeriod the stretch of the bill it covers
 */
public record LineItem(
    Optional<BigDecimal> amount,
    Optional<BigDecimal> rounding,
    OptionalLong dateTime,
    String note,
    Optional<SummaryMeasurement> measurement,
    OptionalInt itemKind,
    Optional<BigDecimal> unitCost,
    Optional<TimeInterval> itemPeriod) {}
