/** Groups of places and of meters, by hand or by filters. */
@NullMarked
package org.meterbook.ledger.group;

import org.jspecify.annotations.NullMarked;
