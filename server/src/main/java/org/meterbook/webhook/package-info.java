/** Being told: events, the endpoints that hear of them, and the calls that carry them there. */
@NullMarked
package org.meterbook.webhook;

import org.jspecify.annotations.NullMarked;
