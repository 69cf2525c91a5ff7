/** Settings of a datasource: its organization, its accounting year, its units. */
@NullMarked
package org.meterbook.ledger.setting;

import org.jspecify.annotations.NullMarked;
