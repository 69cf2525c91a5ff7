/** The trees as they are opened, downwards and upwards. */
@NullMarked
package org.meterbook.ledger.hierarchy;

import org.jspecify.annotations.NullMarked;
