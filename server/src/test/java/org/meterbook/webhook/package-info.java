/** Tests of being told. */
@NullMarked
package org.meterbook.webhook;

import org.jspecify.annotations.NullMarked;
