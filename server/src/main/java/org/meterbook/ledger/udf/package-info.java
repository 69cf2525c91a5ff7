/** Custom fields: what an organization wants to know of its things beyond what everybody does. */
@NullMarked
package org.meterbook.ledger.udf;

import org.jspecify.annotations.NullMarked;
