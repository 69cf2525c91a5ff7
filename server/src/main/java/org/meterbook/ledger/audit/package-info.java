/** Audits of bills: what is known of them, how audits are run, what becomes of what they find. */
@NullMarked
package org.meterbook.ledger.audit;

import org.jspecify.annotations.NullMarked;
