/** Tests of the house as a whole. */
@NullMarked
package org.meterbook;

import org.jspecify.annotations.NullMarked;
