/** Who is charged back. */
@NullMarked
package org.meterbook.ledger.customer;

import org.jspecify.annotations.NullMarked;
