/** The seam to utilities: what a way to a utility's data must be able to do, and what it finds. */
@NullMarked
package org.meterbook.collection.connector;

import org.jspecify.annotations.NullMarked;
