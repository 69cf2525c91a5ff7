/** The jobs of collection: finding meters, collecting them, watching them, ending consents. */
@NullMarked
package org.meterbook.collection.work;

import org.jspecify.annotations.NullMarked;
