/** Catalogues, and what clients look up. */
@org.jspecify.annotations.NullMarked
package org.meterbook.ledger.catalogue;
