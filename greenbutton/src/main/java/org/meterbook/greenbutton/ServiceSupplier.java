package org.meterbook.greenbutton;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who delivers a service.
 *
 * @param entry the Atom entry
 * @param organisation address and the like
 * @param kind utility, retailer and so on, as given
 * @param effectiveDate since when, epoch seconds
 */
public record ServiceSupplier(
    Entry entry,
    Optional<Organisation> organisation,
    Optional<String> kind,
    OptionalLong effectiveDate)
    implements Resource {}
