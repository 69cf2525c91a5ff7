package org.meterbook.ledger.billimport;

/**
 * A file, or a piece of one, read once: its good rows as numbers, the others counted and in the
 * rejects.
 *
 * @param rowCount all rows, good or not
 */
record Intake(
    Rows rows,
    Parties parties,
    Texts texts,
    Measures measures,
    Catalogue catalogue,
    long rowCount,
    Tally refused) {}
