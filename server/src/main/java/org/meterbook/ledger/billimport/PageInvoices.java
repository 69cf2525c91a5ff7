package org.meterbook.ledger.billimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.meterbook.files.FileFormatException;
import org.meterbook.files.PdfText;

/**
 * A bill as a PDF with a text layer, read by the rule that knows it.
 *
 * @param rules all rules there are
 */
record PageInvoices(List<PageRule> rules) implements Invoices.Reader {
  private static final long LARGEST = 20L << 20;

  @Override
  public void read(Path file, Consumer<Invoice> consumer) {
    List<String> lines =
        switch (PdfText.of(bytes(file))) {
          case PdfText.Result.Lines text -> text.lines();
          case PdfText.Result.Refused refused -> throw new FileFormatException(refused.reason());
        };
    List<PageRule> known = rules.stream().filter(rule -> rule.recognizes(lines)).toList();
    if (known.size() != 1) {
      throw new FileFormatException(
          known.isEmpty()
              ? "No rule recognizes the bill; see /api/v202611/import/bill/pageRule."
              : "Several rules recognize the bill: %s."
                  .formatted(
                      String.join(
                          ", ", known.stream().map(rule -> rule.rule().ruleCode()).toList())));
    }
    consumer.accept(known.getFirst().read(lines));
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new FileFormatException("The file is larger than %d MiB.".formatted(LARGEST >> 20));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
