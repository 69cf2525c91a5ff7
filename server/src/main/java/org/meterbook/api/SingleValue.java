package org.meterbook.api;

import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Meaning;

/** One value as an answer. */
public record SingleValue(@Meaning("the value") @Nullable Object value) {}
