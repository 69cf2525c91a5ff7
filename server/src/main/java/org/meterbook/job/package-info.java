/** Work that is done later, once, also after a crash. */
@NullMarked
package org.meterbook.job;

import org.jspecify.annotations.NullMarked;
