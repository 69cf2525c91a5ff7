package org.meterbook.ledger.datafield;

import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;

/** A filter to be stored. */
public record FilterEdit(
    @Required @Meaning("identifier of the field") Integer fieldId,
    @Required @Meaning("one of the field's operators") String operator,
    @Meaning("value, several with | between them; none for a date shortcut")
        @Nullable String value) {}
