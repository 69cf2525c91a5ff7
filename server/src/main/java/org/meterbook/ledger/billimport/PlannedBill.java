package org.meterbook.ledger.billimport;

import java.util.List;

/**
 * A bill to be made.
 *
 * @param account its number among the file's accounts
 * @param begin first day, from 1970-01-01
 * @param end day after the last
 * @param period {@code YYYYMM}
 * @param rows what it is made of
 * @param notes what is to be known of it beside what its rows say
 * @param adjusted its begin was brought to the end of the bill before
 * @param key by what it is recognized again
 */
record PlannedBill(
    int account,
    int begin,
    int end,
    int period,
    int[] rows,
    ImportKey key,
    List<String> notes,
    boolean adjusted) {}
