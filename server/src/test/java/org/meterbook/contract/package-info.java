/** The registered operations against the published contract. */
@NullMarked
package org.meterbook.contract;

import org.jspecify.annotations.NullMarked;
