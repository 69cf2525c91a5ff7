/** Messages by mail: to whom, and how they get there. */
@NullMarked
package org.meterbook.mail;

import org.jspecify.annotations.NullMarked;
