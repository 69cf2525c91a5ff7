package org.meterbook.interval.greenbutton;

import java.util.Optional;

/**
 * How to import a Green Button.
 *
 * @param fileName the file's name, as its author calls it
 * @param meterCode the meter of a file with one usage point; empty: what the file calls it
 * @param create makes a meter that is missing
 * @param placeCode the place of meters that are made
 * @param costScale decimals of the amounts, 0 to 5: the standard says 5
 * @param localTime the file's times are local ones
 */
public record ImportOptions(
    String fileName,
    Optional<String> meterCode,
    boolean create,
    Optional<String> placeCode,
    int costScale,
    boolean localTime) {}
