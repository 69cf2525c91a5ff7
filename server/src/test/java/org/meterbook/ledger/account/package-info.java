@NullMarked
package org.meterbook.ledger.account;

import org.jspecify.annotations.NullMarked;
