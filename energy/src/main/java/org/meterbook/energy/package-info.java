/** Pure calculation: units, periods, money. No I/O. */
@NullMarked
package org.meterbook.energy;

import org.jspecify.annotations.NullMarked;
