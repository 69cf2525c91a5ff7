package org.meterbook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/** What was measured: printed as it comes, and kept as a page. */
final class Report {
  private final StringBuilder page = new StringBuilder();

  void section(String title, String conditions) {
    add("\n## " + title + "\n\n" + conditions + ".\n");
  }

  void columns(String... names) {
    add("| " + String.join(" | ", names) + " |");
    add("|" + String.join("|", Collections.nCopies(names.length, "---")) + "|");
  }

  void row(String... cells) {
    add("| " + String.join(" | ", cells) + " |");
  }

  void text(String text) {
    add("\n" + text);
  }

  private void add(String line) {
    System.out.println(line);
    page.append(line).append('\n');
  }

  /** Writes the page: what {@code before} it says, the figures, and what {@code after} says. */
  void write(Path file, String before, String after) {
    try {
      Files.writeString(file, before + page + after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
