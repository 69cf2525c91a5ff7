/** What users are told in person. */
@org.jspecify.annotations.NullMarked
package org.meterbook.ledger.notification;
