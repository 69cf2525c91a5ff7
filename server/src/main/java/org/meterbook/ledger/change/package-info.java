/** What happened, in the order in which it did. */
@NullMarked
package org.meterbook.ledger.change;

import org.jspecify.annotations.NullMarked;
