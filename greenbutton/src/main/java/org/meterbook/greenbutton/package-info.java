/** Green Button: reads and writes NAESB ESPI feeds of usage and of customers, in flat memory. */
@NullMarked
package org.meterbook.greenbutton;

import org.jspecify.annotations.NullMarked;
