/** Tasks. */
@org.jspecify.annotations.NullMarked
package org.meterbook.ledger.task;
