package org.meterbook.app;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Problem;
import org.meterbook.files.FileFormatException;
import org.meterbook.interval.Transactions;
import org.meterbook.interval.readingimport.ReadingFile;
import org.meterbook.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook import readings}. */
@Command(
    name = "readings",
    description =
        "Stores the readings of a text file or a workbook. Ends with 1 if any was refused.",
    mixinStandardHelpOptions = true)
final class ImportReadingsCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Mixin private final ImportBooks books = new ImportBooks();

  @Parameters(paramLabel = "FILE", description = "The file of readings, text or XLSX.")
  private Path file = Path.of("");

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "PROFILE",
      description = "What its columns are; see docs/import-profiles.md.")
  private Path profile = Path.of("");

  @Option(
      names = "--create-channels",
      description = "Makes channels of known meters that are missing.")
  private boolean createChannels;

  @Option(names = "--strict", description = "Stores nothing unless everything can be stored.")
  private boolean strict;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Where refusals go, with line and reason (default: FILE.rejects.csv).")
  private @Nullable Path rejects;

  @Override
  public Integer call() throws IOException {
    ImportBooks.requireFile(file);
    ImportBooks.requireFile(profile);
    Path refused =
        rejects == null ? file.resolveSibling(file.getFileName() + ".rejects.csv") : rejects;
    ImportBooks.requireRejects(refused, file, profile);
    long start = System.nanoTime();
    try (Store store = books.open()) {
      Database database = store.database();
      ReadingFile.Result result =
          ReadingFile.run(
              Transactions.each(database, books.caller(database)),
              file,
              profile,
              createChannels,
              strict);
      write(result, refused);
      System.out.print(summary(result, refused, (System.nanoTime() - start) / 1e9));
      return result.refused() == 0 ? 0 : 1;
    } catch (FileFormatException | Problem e) {
      throw new Main.UserError(String.valueOf(e.getMessage()));
    }
  }

  private static void write(ReadingFile.Result result, Path refused) throws IOException {
    Files.deleteIfExists(refused);
    if (result.refused() > 0) {
      try (CsvWriter csv = CsvWriter.builder().build(refused)) {
        csv.writeRecord("line", "reason");
        result
            .refusals()
            .forEach(line -> csv.writeRecord(String.valueOf(line.line()), line.text()));
      }
    }
  }

  private static String summary(ReadingFile.Result result, Path refused, double seconds) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d rows in %.1f s%n", result.rows(), seconds));
    line(text, "stored", result.stored());
    line(text, "replaced", result.replaced());
    line(text, "there already", result.same());
    line(text, "repeated", result.repeated());
    line(text, "refused", result.refused());
    line(text, "channels made", result.createdChannels().size());
    result.notes().stream()
        .limit(SHOWN)
        .forEach(note ->
            text.append(String.format(Locale.ROOT, "  line %d: %s%n", note.line(), note.text())));
    result.refusals().stream()
        .limit(SHOWN)
        .forEach(note ->
            text.append(String.format(Locale.ROOT, "  line %d: %s%n", note.line(), note.text())));
    if (result.refused() > 0) {
      text.append("  The refusals, the first 1000, with their reasons: ")
          .append(refused)
          .append('\n');
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, long count) {
    if (count > 0) {
      text.append(String.format(Locale.ROOT, "  %-18s %,12d%n", what, count));
    }
  }
}
