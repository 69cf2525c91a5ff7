/** Links between accounts and meters. */
@NullMarked
package org.meterbook.ledger.accountmeter;

import org.jspecify.annotations.NullMarked;
