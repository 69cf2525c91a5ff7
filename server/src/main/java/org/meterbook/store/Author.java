package org.meterbook.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who writes, and when.
 *
 * @param userId the user, or null for the system itself
 * @param now the moment that the whole transaction calls now
 */
public record Author(@Nullable Integer userId, Instant now) {}
