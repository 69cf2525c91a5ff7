/** Collection over HTTP, with real servers on both sides. */
@NullMarked
package org.meterbook.collection;

import org.jspecify.annotations.NullMarked;
