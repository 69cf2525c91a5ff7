package org.meterbook.ledger.udf;

import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;

/** A custom field's value as it is sent. Fields that are not sent keep theirs. */
public record UdfValue(
    @Defined @Refers("udf") @Meaning("identifier of the custom field") @Nullable Integer udfId,
    @Defined @Meaning("its value as text; null takes it away") @Nullable String value) {}
