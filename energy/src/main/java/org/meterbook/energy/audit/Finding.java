package org.meterbook.energy.audit;

import java.util.OptionalInt;

/**
 * Something that an audit found.
 *
 * @param meterId the meter it was found at; empty where it is the bill's own
 * @param words what is wrong, with its numbers
 */
public record Finding(Audit audit, OptionalInt meterId, String words) {}
