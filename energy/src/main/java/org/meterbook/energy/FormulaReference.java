package org.meterbook.energy;

/**
 * Where a formula's text names a channel.
 *
 * @param start index of the first character of {@code channel(12)}
 * @param end index after its last
 * @param channel the id, 1 or more
 */
record FormulaReference(int start, int end, int channel) {}
