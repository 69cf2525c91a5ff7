/** Setup sheets. */
@NullMarked
package org.meterbook.ledger.setup;

import org.jspecify.annotations.NullMarked;
