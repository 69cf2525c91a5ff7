/** Routes on which meters are read. */
@NullMarked
package org.meterbook.ledger.route;

import org.jspecify.annotations.NullMarked;
