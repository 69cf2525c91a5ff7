/** People to ask. */
@NullMarked
package org.meterbook.ledger.contact;

import org.jspecify.annotations.NullMarked;
