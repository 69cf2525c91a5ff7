/** Flags of bills. */
@NullMarked
package org.meterbook.ledger.flag;

import org.jspecify.annotations.NullMarked;
