/** Flags of bills, by audits and by people. */
@NullMarked
package org.meterbook.ledger.flag;

import org.jspecify.annotations.NullMarked;
