/** Tests of search. */
@NullMarked
package org.meterbook.ledger.search;

import org.jspecify.annotations.NullMarked;
