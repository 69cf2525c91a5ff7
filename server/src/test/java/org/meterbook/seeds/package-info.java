/** Every request that the guides print, each a test of that name. */
@NullMarked
package org.meterbook.seeds;

import org.jspecify.annotations.NullMarked;
