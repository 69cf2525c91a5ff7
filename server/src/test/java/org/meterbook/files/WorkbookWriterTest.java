package org.meterbook.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into a workbook is read from it again. */
class WorkbookWriterTest {
  @TempDir private Path folder;

  @Test
  void everyKindOfValueIsReadAgain() throws Exception {
    Path file = folder.resolve("all.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        WorkbookWriter writer =
            new WorkbookWriter(out, "All", List.of("a", "b", "c", "d", "e", "f"))) {
      writer.row(
          Arrays.asList(
              "<ü & \u0001=1>",
              true,
              new BigDecimal("12.34"),
              LocalDateTime.of(2026, 3, 30, 14, 15),
              null,
              LocalDateTime.of(1899, 12, 31, 0, 0)));
      writer.row(List.of("x".repeat(40_000), 7));
    }
    List<List<String>> rows = rows(file);
    assertThat(rows.getFirst()).containsExactly("a", "b", "c", "d", "e", "f");
    assertThat(rows.get(1).getFirst()).startsWith("<ü & ").endsWith("=1>");
    assertThat(rows.get(1).subList(1, 6))
        .containsExactly("true", "12.34", "2026-03-30T14:15:00", "", "1899-12-31T00:00");
    assertThat(rows.get(2).getFirst()).hasSize(32_767);
  }

  @Test
  void manyRowsAreWrittenAsTheyCome() throws Exception {
    Path file = folder.resolve("many.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        WorkbookWriter writer = new WorkbookWriter(out, "Many", List.of("n"))) {
      for (int n = 0; n < 1200; n++) {
        writer.row(List.of(n));
      }
    }
    assertThat(rows(file)).hasSize(1201).last().isEqualTo(List.of("1199"));
  }

  private static List<List<String>> rows(Path file) {
    List<List<String>> rows = new ArrayList<>();
    try (WorkbookFile workbook = WorkbookFile.open(file)) {
      for (var row = workbook.next(); row.isPresent(); row = workbook.next()) {
        rows.add(row.get().cells());
      }
    }
    return rows;
  }
}
