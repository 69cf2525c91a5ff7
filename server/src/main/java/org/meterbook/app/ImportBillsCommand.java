package org.meterbook.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meterbook.ledger.billimport.BillImporter;
import org.meterbook.ledger.billimport.ImportException;
import org.meterbook.ledger.billimport.Options;
import org.meterbook.ledger.billimport.Profile;
import org.meterbook.ledger.billimport.Result;
import org.meterbook.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook import bills}. */
@Command(
    name = "bills",
    description = "Books the bills of a file. Ends with 1 if a row was refused.",
    mixinStandardHelpOptions = true)
final class ImportBillsCommand implements Callable<Integer> {
  @Mixin private final ImportBooks books = new ImportBooks();

  @Parameters(paramLabel = "FILE", description = "The file of bills.")
  private Path file = Path.of("");

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description =
          "What its columns are; see docs/import-profiles.md (default: the file says so itself, see docs/import-bills.md).")
  private @Nullable Path profile;

  @Option(names = "--strict", description = "Books nothing unless every row can be booked.")
  private boolean strict;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Where refused rows go, with line and reason (default: FILE.rejects.csv).")
  private @Nullable Path rejects;

  @Override
  public Integer call() throws IOException {
    ImportBooks.requireFile(file);
    if (profile != null) {
      ImportBooks.requireFile(profile);
    }
    Path refused =
        rejects == null ? file.resolveSibling(file.getFileName() + ".rejects.csv") : rejects;
    ImportBooks.requireRejects(refused, file, profile == null ? file : profile);
    try (Store store = books.open()) {
      Database database = store.database();
      Result result =
          BillImporter.run(
              database,
              books.caller(database),
              file,
              Optional.ofNullable(profile).map(Profile::read),
              new Options(strict, Optional.of(refused), new ImportProgress()));
      System.out.print(summary(result, refused));
      return result.refused().rows() == 0 ? 0 : 1;
    } catch (ImportException e) {
      throw new Main.UserError(String.valueOf(e.getMessage()));
    }
  }

  private static String summary(Result result, Path refused) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "%,d rows in %.1f s%n", result.rows(), result.seconds()));
    line(text, "booked", result.booked());
    if (result.merged() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "    as %,d bills; %,d rows were merged into the bill of their account and day%n",
              result.bills(),
              result.merged()));
    }
    line(text, "already booked", result.alreadyBooked());
    line(text, "refused", result.refused());
    line(text, "held back (strict)", result.held());
    result
        .created()
        .forEach((what, count) -> {
          if (count > 0) {
            text.append(String.format(Locale.ROOT, "  created         %,12d %s%n", count, what));
          }
        });
    result
        .refusals()
        .forEach(refusal ->
            text.append(
                String.format(Locale.ROOT, "  line %d: %s%n", refusal.line(), refusal.reason())));
    if (result.refused().rows() > 0) {
      text.append("  Every refused row, with its reason: ").append(refused).append('\n');
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, Result.Sum sum) {
    if (sum.rows() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-18s %,10d rows  %,18.2f $  %,18.0f units%n",
              what,
              sum.rows(),
              sum.money(),
              sum.quantity()));
    }
  }
}
