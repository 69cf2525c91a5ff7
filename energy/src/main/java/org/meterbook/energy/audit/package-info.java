/** What may be wrong with a bill, found by rules over what is known of it and of earlier bills. */
@NullMarked
package org.meterbook.energy.audit;

import org.jspecify.annotations.NullMarked;
