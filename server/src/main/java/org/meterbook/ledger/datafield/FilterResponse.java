package org.meterbook.ledger.datafield;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.ledger.datafield.DataType.DataTypeResponse;

/** A field that may be filtered by, and the filter on it where one is set. */
public record FilterResponse(
    @Meaning("operators that fit it") List<String> availableOperator,
    @Meaning("what people call it") String caption,
    @Meaning("its name in the filter of the kind's own list") String queryParameterName,
    @Meaning("identifier of the field") int fieldId,
    @Meaning("identifier of the field, for its values") int dataFieldId,
    @Meaning("type of its values") DataTypeResponse dataType,
    @Meaning("operator of the filter; null while none is set") @Nullable String operator,
    @Meaning("value of the filter, several with | between them; null for none")
        @Nullable String value,
    @Meaning("cannot be left out") boolean required,
    @Meaning("is offered first") boolean recommended,
    @Meaning("is not shown to people") boolean hidden) {}
