/** Lists that users put together: columns, filters, who sees them. */
@NullMarked
package org.meterbook.ledger.list;

import org.jspecify.annotations.NullMarked;
