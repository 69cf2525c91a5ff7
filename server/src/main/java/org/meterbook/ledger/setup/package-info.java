/** Setup sheets: master data out to workbooks and in from them. */
@NullMarked
package org.meterbook.ledger.setup;

import org.jspecify.annotations.NullMarked;
