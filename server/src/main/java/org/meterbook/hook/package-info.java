/** The ledger's webhooks: who is told what of the change log, the calls, and custom actions. */
@NullMarked
package org.meterbook.hook;

import org.jspecify.annotations.NullMarked;
