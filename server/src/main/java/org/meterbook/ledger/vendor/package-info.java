/** Vendors. */
@NullMarked
package org.meterbook.ledger.vendor;

import org.jspecify.annotations.NullMarked;
