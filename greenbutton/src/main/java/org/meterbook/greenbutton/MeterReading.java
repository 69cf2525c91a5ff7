package org.meterbook.greenbutton;

import java.util.Optional;

/**
 * One series of values of a usage point.
 *
 * @param entry the Atom entry
 * @param readingType what the values mean; empty if the feed does not say, and then the values have
 *     no unit and are best refused
 */
public record MeterReading(Entry entry, Optional<ReadingType> readingType) implements Resource {}
