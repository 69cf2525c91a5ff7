/** Webhooks of the ledger. */
@org.jspecify.annotations.NullMarked
package org.meterbook.hook;
