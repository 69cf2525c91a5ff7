package org.meterbook.ledger.account;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;

/** An account as it is to be. */
public record AccountEdit(
    @Required @Length(max = 50) @Meaning("account number, unique") String accountCode,
    @Required @Length(max = 50) @Meaning("name") String accountInfo,
    @Required @Refers("cost_center") @Meaning("who pays") Integer costCenterId,
    @Defined @Refers("customer") @Meaning("who is served") @Nullable Integer customerId,
    @Defined @Refers("contact") @Meaning("who to ask") @Nullable Integer contactId,
    @Defined @Meaning("takes bills; null leaves it") @Nullable Boolean active,
    @Defined @Meaning("takes part in accruals; null leaves it") @Nullable Boolean accrualEnabled,
    @Length(max = 32) @Meaning("postal code; required in the United States and Canada")
        @Nullable String postalCode,
    @Defined @Length(max = 100) @Meaning("city") @Nullable String city,
    @Defined @Length(max = 100) @Meaning("state or province") @Nullable String state,
    @Required @Length(max = 64) @Meaning("country") String country,
    @Defined @Length(max = 100) @Meaning("first line of the address") @Nullable String line1,
    @Defined @Length(max = 100) @Meaning("second line of the address") @Nullable String line2,
    @Defined @Length(max = 100) @Meaning("third line of the address") @Nullable String line3,
    @Defined @Meaning("when a deposit was paid") @Nullable LocalDateTime depositPaid,
    @Defined @Meaning("when it came back") @Nullable LocalDateTime depositReturn,
    @Defined @Meaning("notes on it") @Nullable String depositNote,
    @Defined @Meaning("its amount; rounded to cents") @Nullable BigDecimal depositAmount,
    @Defined @Meaning("notes") @Nullable String memo,
    @Defined @Meaning("first day of service") @Nullable LocalDateTime serviceStart,
    @Defined @Meaning("last day of service") @Nullable LocalDateTime serviceEnd,
    @Defined @Refers("general_ledger") @Meaning("general ledger of account-level charges")
        @Nullable Integer generalLedgerId,
    @Defined @Length(max = 4000) @Meaning("description") @Nullable String accountDescription) {}
