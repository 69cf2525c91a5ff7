package org.meterbook.ledger.account;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;

/** A new account. */
public record AccountCreate(
    @Required @Length(max = 50) @Meaning("account number, unique") String accountCode,
    @Required @Length(max = 50) @Meaning("name") String accountInfo,
    @Required @Refers("account_type") @Meaning("kind of account") Integer accountTypeId,
    @Required @Refers("cost_center") @Meaning("who pays") Integer costCenterId,
    @Required @Refers("vendor") @Meaning("who sends its bills") Integer vendorId,
    @Refers("customer") @Meaning("who is served") @Nullable Integer customerId,
    @Refers("contact") @Meaning("who to ask") @Nullable Integer contactId,
    @Meaning("takes bills; default true") @Nullable Boolean active,
    @Meaning("takes part in accruals; default false") @Nullable Boolean accrualEnabled,
    @Length(max = 32) @Meaning("postal code; required in the United States and Canada")
        @Nullable String postalCode,
    @Length(max = 100) @Meaning("city") @Nullable String city,
    @Length(max = 100) @Meaning("state or province") @Nullable String state,
    @Required @Length(max = 64) @Meaning("country") String country,
    @Length(max = 100) @Meaning("first line of the address") @Nullable String line1,
    @Length(max = 100) @Meaning("second line of the address") @Nullable String line2,
    @Length(max = 100) @Meaning("third line of the address") @Nullable String line3,
    @Meaning("when a deposit was paid") @Nullable LocalDateTime depositPaid,
    @Meaning("when it came back") @Nullable LocalDateTime depositReturn,
    @Meaning("notes on it") @Nullable String depositNote,
    @Meaning("its amount; rounded to cents") @Nullable BigDecimal depositAmount,
    @Meaning("notes") @Nullable String memo,
    @Meaning("first day of service") @Nullable LocalDateTime serviceStart,
    @Meaning("last day of service") @Nullable LocalDateTime serviceEnd,
    @Refers("meter") @Meaning("meters to link over all time") @Nullable List<Integer> meters,
    @Refers("general_ledger") @Meaning("general ledger of account-level charges")
        @Nullable Integer generalLedgerId,
    @Length(max = 4000) @Meaning("description") @Nullable String accountDescription) {}
