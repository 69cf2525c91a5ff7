/** Tests of groups, and of the fields that make them. */
@NullMarked
package org.meterbook.ledger.group;

import org.jspecify.annotations.NullMarked;
