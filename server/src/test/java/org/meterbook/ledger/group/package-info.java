/** Tests of groups and of the fields they are made by. */
@org.jspecify.annotations.NullMarked
package org.meterbook.ledger.group;
