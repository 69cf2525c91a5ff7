package org.meterbook.ledger.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which lines an export has, and which columns each. The files that say so are what clients are
 * shown as profiles.
 *
 * @param text the file
 * @param columns by the literal that a line begins with, in order
 */
record ExportProfile(String text, Map<String, List<String>> columns) {
  private static final Map<String, ExportProfile> ALL =
      Map.of("ap", read("ap"), "gl", read("gl"), "payment", read("payment"));

  /** The profile of a mode: ap, gl or payment. */
  static ExportProfile of(String mode) {
    return Objects.requireNonNull(ALL.get(mode));
  }

  private static ExportProfile read(String name) {
    try (InputStream in = ExportProfile.class.getResourceAsStream(name + ".ini")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Map<String, List<String>> columns = new LinkedHashMap<>();
      String literal = "";
      for (String line : text.lines().toList()) {
        if (line.startsWith("[")) {
          literal = line.substring(1, line.length() - 1);
        } else if (line.startsWith("columns=")) {
          columns.put(literal, List.of(line.substring("columns=".length()).split(",", -1)));
        }
      }
      return new ExportProfile(text, columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
