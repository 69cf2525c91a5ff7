package org.meterbook.greenbutton;

/**
 * A departure from the standard that was read nevertheless.
 *
 * @param tolerance which
 * @param count how often
 * @param first where it was met first
 */
public record AppliedTolerance(Tolerance tolerance, long count, Place first) {}
