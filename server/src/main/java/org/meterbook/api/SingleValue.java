package org.meterbook.api;

import org.meterbook.api.Rules.Meaning;

/** One value as an answer. */
public record SingleValue(@Meaning("the value") Object value) {}
