/**
 * Bills from files: rows of any layout → profile → accounts and meters → bills in blocks → result
 * and rejects. {@code docs/import-profiles.md} says what a profile can say.
 */
@NullMarked
package org.meterbook.ledger.billimport;

import org.jspecify.annotations.NullMarked;
