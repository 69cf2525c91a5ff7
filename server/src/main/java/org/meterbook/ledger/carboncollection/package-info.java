/** Collections: the tree that emission sources hang in. */
@NullMarked
package org.meterbook.ledger.carboncollection;

import org.jspecify.annotations.NullMarked;
