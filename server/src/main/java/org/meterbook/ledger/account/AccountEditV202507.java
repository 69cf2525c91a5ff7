package org.meterbook.ledger.account;

import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;

/** An account as it is to be, since 2025-07 with the way its bills come in. */
public record AccountEditV202507(
    @Flat AccountEdit account,
    @Defined
        @OneOf({
          "Customer_Upload",
          "Mail_Redirect",
          "Web_Download",
          "Web_Download_And_Extract_1",
          "Web_Download_And_Extract_2",
          "EDI",
          "Custom_Import",
          "Email_Delivery"
        })
        @Meaning("how its bills come in")
        @Nullable String billAcquisitionMethod) {}
