package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  @TempDir private Path folder;

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  @Test
  void feedsAreReadAndTheRestIsSkippedAndSaidSo() throws IOException {
    Path path = folder.resolve("no-suffix");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      add(zip, "bill.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
      add(zip, "one.bin", Files.readAllBytes(Collected.golden("strict")));
      add(zip, "style.xml", "<style/>".getBytes(StandardCharsets.UTF_8));
      add(zip, "../../etc/two\n.xml", Files.readAllBytes(Collected.golden("strict-customer")));
      add(zip, "three.xml", Files.readAllBytes(Collected.golden("duration-missing")));
    }

    Collected archive = Collected.of(path);

    assertThat(archive.usagePoints()).hasSize(2);
    assertThat(archive.customers()).hasSize(1);
    assertThat(archive.readings()).hasSize(4);
    assertThat(archive.tolerances()).containsExactly("DURATION_MISSING 2");
    assertThat(archive.skipped())
        .containsExactly(
            new Note(new Place("no-suffix!bill.pdf", 0, ""), "is not XML"),
            new Note(new Place("no-suffix!style.xml", 0, ""), "is XML, but no Green Button feed"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void readingsCanBeStreamedAgain() throws IOException {
    int[] count = {0};
    try (GreenButtonFile file =
        GreenButtonFile.open(Collected.golden("duration-missing"), Limits.DEFAULT)) {
      assertThat(file.tolerances()).isEmpty();
      file.readings((meterReading, reading) -> count[0]++);
      file.readings((meterReading, reading) -> count[0]++);
      assertThat(file.tolerances())
          .extracting(AppliedTolerance::count)
          .as("the second time does not count twice")
          .containsExactly(2L);
      assertThat(file.tolerances().getFirst().first().line()).isPositive();
    }
    assertThat(count[0]).isEqualTo(4);
  }

  @Test
  void utf16IsRead() throws IOException {
    String text = Files.readString(Collected.golden("strict")).replace("UTF-8", "UTF-16");
    Path path = Files.write(folder.resolve("utf16.xml"), text.getBytes(StandardCharsets.UTF_16));

    assertThat(Collected.of(path).readings()).hasSize(2);
  }
}
