package org.meterbook.contract;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is meant to be other than the contract has it, from {@code contract/deviations.csv}: a
 * subject, as a failing test prints it before the colon, and why.
 *
 * @param reasons by subject
 */
record Deviations(Map<String, String> reasons) {
  static Deviations load() {
    try (InputStream in = Deviations.class.getResourceAsStream("/contract/deviations.csv");
        InputStreamReader reader =
            new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
      Map<String, String> reasons = new LinkedHashMap<>();
      CsvReader.builder()
          .ofNamedCsvRecord(reader)
          .forEach(row -> {
            if (reasons.put(row.getField("subject"), row.getField("reason")) != null) {
              throw new IllegalStateException("deviation twice: " + row.getField("subject"));
            }
          });
      return new Deviations(reasons);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The differences that nobody meant. */
  List<Difference> unmeant(List<Difference> differences) {
    return differences.stream()
        .filter(difference -> !reasons.containsKey(difference.subject()))
        .toList();
  }

  Set<String> subjects() {
    return reasons.keySet();
  }
}
