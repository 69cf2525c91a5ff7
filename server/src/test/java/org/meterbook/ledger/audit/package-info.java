/** Audits, and how much they find. */
@NullMarked
package org.meterbook.ledger.audit;

import org.jspecify.annotations.NullMarked;
