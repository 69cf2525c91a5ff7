/** The composition root: everything is put together here, and nothing else knows of it. */
@NullMarked
package org.meterbook.app;

import org.jspecify.annotations.NullMarked;
