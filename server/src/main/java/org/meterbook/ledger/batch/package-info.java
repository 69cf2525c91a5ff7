/** Batches of bills. */
@NullMarked
package org.meterbook.ledger.batch;

import org.jspecify.annotations.NullMarked;
