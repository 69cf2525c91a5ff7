/** What users are told in person, and how they wish to hear of it. */
@NullMarked
package org.meterbook.ledger.notification;

import org.jspecify.annotations.NullMarked;
