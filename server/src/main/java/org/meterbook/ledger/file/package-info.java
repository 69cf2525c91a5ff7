/** Files that were uploaded, for others to quote. */
@NullMarked
package org.meterbook.ledger.file;

import org.jspecify.annotations.NullMarked;
