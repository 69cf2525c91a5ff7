/** Places: organizations, campuses, buildings. */
@NullMarked
package org.meterbook.ledger.place;

import org.jspecify.annotations.NullMarked;
