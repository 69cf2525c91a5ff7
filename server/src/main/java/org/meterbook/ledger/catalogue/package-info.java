/** Units, commodities and other catalogues. */
@NullMarked
package org.meterbook.ledger.catalogue;

import org.jspecify.annotations.NullMarked;
