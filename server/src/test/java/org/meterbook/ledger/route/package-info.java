@NullMarked
package org.meterbook.ledger.route;

import org.jspecify.annotations.NullMarked;
