/** A real server on a real database, and a client of it, for tests. */
@NullMarked
package org.meterbook.testing;

import org.jspecify.annotations.NullMarked;
