/** Weather stations, and how warm it was there. */
@NullMarked
package org.meterbook.ledger.weather;

import org.jspecify.annotations.NullMarked;
