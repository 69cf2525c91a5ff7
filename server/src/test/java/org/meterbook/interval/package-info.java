@NullMarked
package org.meterbook.interval;

import org.jspecify.annotations.NullMarked;
