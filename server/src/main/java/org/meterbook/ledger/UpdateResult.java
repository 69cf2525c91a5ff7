package org.meterbook.ledger;

import org.meterbook.api.Rules.Meaning;

/** What an operation on many rows did. */
public record UpdateResult(
    @Meaning("rows that were named, each once") int selected,
    @Meaning("rows that were changed") int updated) {}
