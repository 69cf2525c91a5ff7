/** Channels, their readings, and what is calculated from these. */
@NullMarked
package org.meterbook.interval;

import org.jspecify.annotations.NullMarked;
