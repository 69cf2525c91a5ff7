/** Search over everything that has a code or a name. */
@NullMarked
package org.meterbook.ledger.search;

import org.jspecify.annotations.NullMarked;
