/** Work that was asked for once: how far it is, and what came of it. */
@NullMarked
package org.meterbook.ledger.task;

import org.jspecify.annotations.NullMarked;
