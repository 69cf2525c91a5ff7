/** Meters. */
@NullMarked
package org.meterbook.ledger.meter;

import org.jspecify.annotations.NullMarked;
