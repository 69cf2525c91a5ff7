/** Weather. */
@org.jspecify.annotations.NullMarked
package org.meterbook.ledger.weather;
