/** The seam over the web server. The only room that imports Helidon. */
@NullMarked
package org.meterbook.http;

import org.jspecify.annotations.NullMarked;
