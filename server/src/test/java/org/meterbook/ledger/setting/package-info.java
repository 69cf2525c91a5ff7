/** Settings of a datasource. */
@org.jspecify.annotations.NullMarked
package org.meterbook.ledger.setting;
