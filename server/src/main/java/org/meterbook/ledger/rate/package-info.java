/** Rate schedules. */
@NullMarked
package org.meterbook.ledger.rate;

import org.jspecify.annotations.NullMarked;
