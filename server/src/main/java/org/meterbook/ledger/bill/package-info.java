/** Bills and their lines. */
@NullMarked
package org.meterbook.ledger.bill;

import org.jspecify.annotations.NullMarked;
