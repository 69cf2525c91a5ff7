package org.meterbook.greenbutton;

/**
 * A quotient of two whole numbers; zero over zero means that it does not apply.
 *
 * @param numerator above the line
 * @param denominator below the line
 */
public record Ratio(long numerator, long denominator) {}
