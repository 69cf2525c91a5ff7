package org.meterbook.ledger.billimport;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a file of bills is read. */
enum BillFormat {
  /** Text with commas. */
  TEXT("csv", "dat", "txt"),
  /** The first sheet of a workbook. */
  WORKBOOK("xlsx"),
  /** Invoices in X12's 810. */
  EDI("edi", "x12", "810"),
  /** Pages with a text layer. */
  PAGES("pdf"),
  /** Several files, none of them an archive. */
  ARCHIVE("zip");

  private final List<String> extensions;

  BillFormat(String... extensions) {
    this.extensions = List.of(extensions);
  }

  /** By the extension of a file's name. */
  static Optional<BillFormat> of(String fileName) {
    String extension =
        fileName.substring(fileName.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.extensions.contains(extension))
        .findFirst();
  }

  /** Rows and columns. */
  boolean isTable() {
    return this == TEXT || this == WORKBOOK;
  }

  /** All extensions. */
  static List<String> extensions() {
    return Arrays.stream(values()).flatMap(format -> format.extensions.stream()).toList();
  }
}
