/** Tests of mail. */
@NullMarked
package org.meterbook.mail;

import org.jspecify.annotations.NullMarked;
