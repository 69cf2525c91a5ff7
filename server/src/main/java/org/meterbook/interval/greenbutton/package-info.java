/** Green Button files: meter readings become channels, usage summaries become bills. */
@NullMarked
package org.meterbook.interval.greenbutton;

import org.jspecify.annotations.NullMarked;
