/** The pages on which customers consent, decline, and revoke. */
@NullMarked
package org.meterbook.collection.page;

import org.jspecify.annotations.NullMarked;
