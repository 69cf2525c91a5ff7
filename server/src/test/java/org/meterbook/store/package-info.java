/** The store, against a real PostgreSQL. */
@NullMarked
package org.meterbook.store;

import org.jspecify.annotations.NullMarked;
