/** Cost centers: the tree of accounts. */
@NullMarked
package org.meterbook.ledger.costcenter;

import org.jspecify.annotations.NullMarked;
