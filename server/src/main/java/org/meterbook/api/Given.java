package org.meterbook.api;

import org.jspecify.annotations.Nullable;

/**
 * A component whose absence means something else than null.
 *
 * @param present whether the key was there
 * @param value the value; null where absent or null
 */
public record Given<T>(boolean present, @Nullable T value) {}
