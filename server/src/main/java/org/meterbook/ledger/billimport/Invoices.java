package org.meterbook.ledger.billimport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.meterbook.files.FileFormatException;

/** Brings invoices into the Advanced format: which columns they need is only known at their end. */
final class Invoices {
  private static final int MOST_LINES = 1000;

  private Invoices() {}

  /** Reads a file of invoices, and hands on each. */
  interface Reader {
    void read(Path file, Consumer<Invoice> consumer);
  }

  /** Writes them as text; answers what is wrong with rows, by their lines. */
  static Map<Long, String> spool(Reader reader, Path file, Path to) {
    Set<String> lines = new LinkedHashSet<>();
    reader.read(
        file,
        invoice -> {
          invoice.parts.values().forEach(part -> lines.addAll(part.keySet()));
          if (lines.size() > MOST_LINES) {
            throw new FileFormatException(
                "The invoices have more than %,d kinds of lines.".formatted(MOST_LINES));
          }
        });
    if (lines.isEmpty()) {
      lines.add("COST:USDOLLARS:Cost");
    }
    List<String> columns = List.copyOf(lines);
    List<String> headings = new ArrayList<>(Invoice.HEADINGS);
    headings.addAll(columns);
    try (Spool spool = new Spool(to, headings)) {
      reader.read(file, invoice -> invoice.write(spool, columns));
      return spool.faults();
    }
  }
}
