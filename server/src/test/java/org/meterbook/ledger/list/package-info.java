/** Tests of lists that users put together. */
@NullMarked
package org.meterbook.ledger.list;

import org.jspecify.annotations.NullMarked;
