@NullMarked
package org.meterbook.ledger.change;

import org.jspecify.annotations.NullMarked;
