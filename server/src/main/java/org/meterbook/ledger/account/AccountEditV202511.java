package org.meterbook.ledger.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Meaning;

/** An account as it is to be, since 2025-11 with its aliases. */
public record AccountEditV202511(
    @Flat AccountEditV202507 edit,
    @Defined
        @Meaning(
            "other numbers by which imports know it, at most 5 of at most 50 characters; replaces all")
        @Nullable List<String> accountCodeAliases) {}
