/** What lists and automatic groups may be filtered by, and list. */
@NullMarked
package org.meterbook.ledger.datafield;

import org.jspecify.annotations.NullMarked;
