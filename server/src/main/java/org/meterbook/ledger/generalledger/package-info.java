/** General ledger accounts and their sub codes. */
@NullMarked
package org.meterbook.ledger.generalledger;

import org.jspecify.annotations.NullMarked;
