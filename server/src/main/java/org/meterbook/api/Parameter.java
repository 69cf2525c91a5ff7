package org.meterbook.api;

/**
 * A query parameter of one operation.
 *
 * @param name as documented
 * @param type its type
 * @param meaning one line
 */
public record Parameter(String name, FieldType type, String meaning) {}
