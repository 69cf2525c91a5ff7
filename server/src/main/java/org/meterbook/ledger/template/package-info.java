/** Bill entry templates. */
@NullMarked
package org.meterbook.ledger.template;

import org.jspecify.annotations.NullMarked;
