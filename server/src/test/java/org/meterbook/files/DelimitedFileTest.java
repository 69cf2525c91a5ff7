package org.meterbook.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelimitedFileTest {
  @TempDir Path directory;

  @Test
  void countsLinesWhateverEndsThem() throws IOException {
    assertThat(read("a,b\n1,2\r\n3,4\r5,6\n\n7,8\n"))
        .containsExactly("1 [a, b]", "2 [1, 2]", "3 [3, 4]", "4 [5, 6]", "5 []", "6 [7, 8]");
  }

  @Test
  void takesQuotesOffAndKeepsWhatTheyProtect() throws IOException {
    assertThat(read("\"a,1\",\"say \"\"hi\"\"\",\n12\" PIPE,\"\",x\n"))
        .containsExactly("1 [a,1, say \"hi\", ]", "2 [12\" PIPE, , x]");
  }

  @Test
  void readsAQuotedCellOverSeveralLines() throws IOException {
    assertThat(read("a,\"one\r\ntwo\",b\nc,d,e\n"))
        .containsExactly("1 [a, one\r\ntwo, b]", "3 [c, d, e]");
  }

  @Test
  void anUnclosedQuoteTakesOnlyItsOwnLine() throws IOException {
    assertThat(read("a,b\n\"1,2\n3,4\n5,\"6\"\n", 2))
        .containsExactly("1 [a, b]", "2 ! a quoted cell is not closed", "3 [3, 4]", "4 [5, 6]");
    assertThat(read("a,b\n\"1,2\n", 2))
        .containsExactly("1 [a, b]", "2 ! a quoted cell is not closed");
    assertThat(read("\"a\"b,c\nd,e\n"))
        .containsExactly("1 ! there is text after a closing quote", "2 [d, e]");
  }

  @Test
  void namesTheByteThatIsNoText() throws IOException {
    byte[] bytes = "a,b\nCaf?,1\nx,y\n".getBytes(UTF_8);
    bytes[7] = (byte) 0xE9;
    Path file = Files.write(directory.resolve("latin.csv"), bytes);

    assertThat(rows(file, UTF_8, 2))
        .containsExactly("1 [a, b]", "2 ! byte 4 of the row, 0xE9, is not UTF-8", "3 [x, y]");
    assertThat(rows(file, Charset.forName("windows-1252"), 2)).contains("2 [Café, 1]");
    assertThat(read("a,\uFFFD\n")).containsExactly("1 [a, \uFFFD]");
  }

  @Test
  void refusesNulsAndLinesWithoutMeasure() throws IOException {
    String huge = "9".repeat(3_000_000);

    assertThat(read("a,b\n1,2\0\n" + huge + ",1\r\n3,4\n"))
        .containsExactly(
            "1 [a, b]",
            "2 ! character 4 of the row is a NUL",
            "3 ! the line is longer than 65,536 bytes",
            "4 [3, 4]");
    assertThat(read("a\n" + huge))
        .containsExactly("1 [a]", "2 ! the line is longer than 65,536 bytes");
  }

  @Test
  void keepsLinesWholeWhereverTheBufferEnds() throws IOException {
    List<String> expected = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 40_000; i++) {
      String cell = "x".repeat(i % 37);
      text.append(i)
          .append(',')
          .append(cell)
          .append(i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\n" : "\r");
      expected.add("%d [%d, %s]".formatted(i, i, cell));
    }
    assertThat(read(text.toString())).isEqualTo(expected);
  }

  @Test
  void saysWhetherTheLastLineMayBeCutOff() throws IOException {
    assertThat(read("a,b\n1,2")).containsExactly("1 [a, b]", "2 [1, 2] cut");
    assertThat(read("a,b\n1,\"2\"")).containsExactly("1 [a, b]", "2 [1, 2]");
    assertThat(read("a,b\n1", 2))
        .containsExactly(
            "1 [a, b]", "2 ! 1 cells where 2 are expected; the file ends within the line");
  }

  @Test
  void refusesWhatIsNoTextAtAll() throws IOException {
    assertThatThrownBy(() -> read("")).hasMessage("The file is empty.");
    Path utf16 =
        Files.write(
            directory.resolve("utf16.csv"), "\uFEFFa,b\n".getBytes(Charset.forName("UTF-16LE")));
    assertThatThrownBy(() -> rows(utf16, UTF_8, -1)).hasMessageContaining("UTF-16");
    assertThatThrownBy(() -> read("PK\3\4")).hasMessageContaining("workbook");
    assertThat(read("\uFEFFa,b\n")).containsExactly("1 [a, b]");
  }

  private List<String> read(String text) throws IOException {
    return read(text, -1);
  }

  private List<String> read(String text, int expected) throws IOException {
    return rows(Files.writeString(directory.resolve("file.csv"), text), UTF_8, expected);
  }

  private static List<String> rows(Path path, Charset encoding, int expected) {
    List<String> rows = new ArrayList<>();
    try (DelimitedFile file = DelimitedFile.open(path, encoding, ',')) {
      if (expected > 0) {
        file.expect(expected);
      }
      for (Optional<TextRow> next = file.next(); next.isPresent(); next = file.next()) {
        TextRow row = next.get();
        String cells = row.isBlank() ? "[]" : row.cells().toString();
        rows.add(
            row.line()
                + row.fault()
                    .map(fault -> " ! " + fault)
                    .orElse(" " + cells + (row.ended() ? "" : " cut")));
      }
    }
    return rows;
  }
}
