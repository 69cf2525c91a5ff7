/** How bills go through entry, approval and export. */
@NullMarked
package org.meterbook.ledger.workflow;

import org.jspecify.annotations.NullMarked;
