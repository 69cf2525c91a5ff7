/** Bills on their way to accounting. */
@NullMarked
package org.meterbook.ledger.export;

import org.jspecify.annotations.NullMarked;
