package org.meterbook.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meterbook.ledger.billimport.BillImporter;
import org.meterbook.ledger.billimport.ImportException;
import org.meterbook.ledger.billimport.Options;
import org.meterbook.ledger.billimport.Profile;
import org.meterbook.ledger.billimport.Result;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook import}. */
@Command(
    name = "import",
    description = "Reads files into the books.",
    subcommands = ImportCommand.Bills.class,
    mixinStandardHelpOptions = true)
final class ImportCommand {
  @Command(
      name = "bills",
      description = "Books the bills of a file. Ends with 1 if a row was refused.",
      mixinStandardHelpOptions = true)
  static final class Bills implements Callable<Integer> {
    @Mixin private final Where where = new Where();

    @Parameters(paramLabel = "FILE", description = "The file of bills.")
    private Path file = Path.of("");

    @Option(
        names = "--profile",
        required = true,
        paramLabel = "PROFILE",
        description = "What its columns are; see docs/import-profiles.md.")
    private Path profile = Path.of("");

    @Option(
        names = "--datasource",
        required = true,
        paramLabel = "CODE",
        description = "Whose books.")
    private String datasource = "";

    @Option(
        names = "--user",
        paramLabel = "CODE",
        description = "Who books (default: the datasource's first user).")
    private @Nullable String user;

    @Option(names = "--strict", description = "Books nothing unless every row can be booked.")
    private boolean strict;

    @Option(
        names = "--rejects",
        paramLabel = "FILE",
        description = "Where refused rows go, with line and reason (default: FILE.rejects.csv).")
    private @Nullable Path rejects;

    @Override
    public Integer call() {
      requireFile(file);
      requireFile(profile);
      Path refused =
          rejects == null ? file.resolveSibling(file.getFileName() + ".rejects.csv") : rejects;
      try (Store store = where.open()) {
        Database database = store.database();
        long tenant = Where.tenant(database, datasource);
        int author =
            user == null ? firstUser(database, tenant) : Where.user(database, tenant, user);
        Result result =
            BillImporter.run(
                database,
                tenant,
                author,
                file,
                Profile.read(profile),
                new Options(strict, Optional.of(refused), new ImportProgress()));
        System.out.print(summary(result, refused));
        return result.refused().rows() == 0 ? 0 : 1;
      } catch (ImportException e) {
        throw new Main.UserError(String.valueOf(e.getMessage()));
      }
    }

    private static void requireFile(Path file) {
      if (!Files.isReadable(file)) {
        throw new Main.UserError("There is no file that can be read at " + file);
      }
    }

    private static int firstUser(Database database, long tenant) {
      return database
          .read(
              tenant,
              Scope.UNBOUNDED,
              sql ->
                  sql.first(
                      "SELECT user_id FROM app_user WHERE tenant_id = :tenant ORDER BY user_id LIMIT 1",
                      Map.of(),
                      row -> row.integer(1)))
          .orElseThrow(() ->
              new Main.UserError(
                  "The datasource has no user yet. Make one with: meterbook user create"));
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
}
