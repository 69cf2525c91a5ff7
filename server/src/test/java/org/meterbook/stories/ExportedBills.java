package org.meterbook.stories;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * An export as the accounting system reads it.
 *
 * @param guid the run
 * @param count of bills, as its own line says
 * @param total in cents, as its own line says
 * @param totals of each bill, in cents
 * @param ledgers of each bill by general ledger, in cents
 */
record ExportedBills(
    String guid,
    int count,
    long total,
    Map<Integer, Long> totals,
    Map<Integer, Map<String, Long>> ledgers) {
  private static final int AP_TOTAL = 10;
  private static final int GL_TOTAL = 8;

  /** Reads the text of an export for payment, or to the general ledger. */
  static ExportedBills read(String text, boolean generalLedger) {
    String guid = "";
    int count = 0;
    long total = 0;
    Map<Integer, Long> totals = new TreeMap<>();
    Map<Integer, Map<String, Long>> ledgers = new TreeMap<>();
    for (CsvRecord line :
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(text)) {
      switch (line.getField(0)) {
        case "L0Export@" -> {
          guid = line.getField(1);
          count = Integer.parseInt(line.getField(5));
          total = cents(line.getField(6));
        }
        case "L1Bill@" ->
            totals.put(bill(line), cents(line.getField(generalLedger ? GL_TOTAL : AP_TOTAL)));
        case "L4G/L@" ->
            ledgers
                .computeIfAbsent(bill(line), _ -> new TreeMap<>())
                .put(line.getField(2), cents(line.getField(3)));
        default -> {
          // other levels repeat it in more detail
        }
      }
    }
    return new ExportedBills(guid, count, total, totals, ledgers);
  }

  private static int bill(CsvRecord line) {
    return Integer.parseInt(line.getField(1));
  }

  private static long cents(String text) {
    return new BigDecimal(text).movePointRight(2).longValueExact();
  }
}
