package org.meterbook.api;

import java.util.Map;

/**
 * What a computed operation answers with that is no JSON.
 *
 * @param media its media type
 * @param headers further headers
 * @param content its bytes
 */
public record Document(String media, Map<String, String> headers, byte[] content) {}
