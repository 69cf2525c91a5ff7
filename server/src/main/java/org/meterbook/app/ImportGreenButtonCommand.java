package org.meterbook.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Problem;
import org.meterbook.greenbutton.GreenButtonException;
import org.meterbook.interval.Transactions;
import org.meterbook.interval.greenbutton.GreenButtonImporter;
import org.meterbook.interval.greenbutton.GreenButtonResult;
import org.meterbook.interval.greenbutton.ImportOptions;
import org.meterbook.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook import greenbutton}. */
@Command(
    name = "greenbutton",
    description =
        "Stores the readings of a Green Button and books its bills. Ends with 1 if anything was refused.",
    mixinStandardHelpOptions = true)
final class ImportGreenButtonCommand implements Callable<Integer> {
  @Mixin private final ImportBooks books = new ImportBooks();

  @Parameters(paramLabel = "FILE", description = "The feed, or an archive of feeds.")
  private Path file = Path.of("");

  @Option(names = "--meter", paramLabel = "CODE", description = "The meter of its one usage point.")
  private @Nullable String meter;

  @Option(names = "--create", description = "Makes meters that are missing, at --place.")
  private boolean create;

  @Option(
      names = "--place",
      paramLabel = "CODE",
      description = "The place of meters that are made.")
  private @Nullable String place;

  @Option(
      names = "--cost-scale",
      paramLabel = "N",
      description = "Decimals of its amounts, 0 to 5 (default: 5, as the standard has it).")
  private int costScale = 5;

  @Option(
      names = "--local-time",
      description = "Its times are local ones, written as if they were UTC.")
  private boolean localTime;

  @Override
  public Integer call() throws IOException {
    ImportBooks.requireFile(file);
    ImportOptions options =
        new ImportOptions(
            String.valueOf(file.getFileName()),
            Optional.ofNullable(meter),
            create,
            Optional.ofNullable(place),
            costScale,
            localTime);
    try (Store store = books.open()) {
      Database database = store.database();
      GreenButtonResult result =
          GreenButtonImporter.run(
              Transactions.each(database, books.caller(database)), file, options);
      System.out.print(summary(result));
      return isFlawless(result) ? 0 : 1;
    } catch (GreenButtonException | Problem e) {
      throw new Main.UserError(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isFlawless(GreenButtonResult result) {
    return result.series().stream()
            .allMatch(each -> each.refused() == 0 && each.channelId() != null)
        && result.bills().stream().allMatch(each -> each.billId() != null);
  }

  private static String summary(GreenButtonResult result) {
    StringBuilder text = new StringBuilder();
    for (GreenButtonResult.GreenButtonSeries each : result.series()) {
      text.append(
          each.channelId() == null
              ? "%s: refused, %d readings%n".formatted(each.meterReading(), each.refused())
              : String.format(
                  Locale.ROOT,
                  "%s: meter %s%s, channel %d%s, %s in %s%n  %,d stored, %,d replaced, %,d there already, %,d repeated, %,d refused%n",
                  each.meterReading(),
                  each.meterCode(),
                  each.createdMeter() ? " (made)" : "",
                  each.channelId(),
                  each.createdChannel() ? " (made)" : "",
                  each.observationTypeCode(),
                  each.unitCode(),
                  each.stored(),
                  each.replaced(),
                  each.same(),
                  each.repeated(),
                  each.refused()));
      each.remarks().forEach(remark -> text.append("  ").append(remark).append('\n'));
    }
    for (GreenButtonResult.GreenButtonBill bill : result.bills()) {
      text.append("Bill of %s: %s".formatted(bill.usageSummary(), bill.outcome()))
          .append(bill.billId() == null ? "" : ", bill " + bill.billId())
          .append(bill.reason() == null ? "" : ", " + bill.reason())
          .append('\n');
    }
    result
        .tolerances()
        .forEach(each ->
            text.append(
                "Tolerated %d times, first at %s: %s%n"
                    .formatted(each.count(), each.first(), each.text())));
    result.skipped().forEach(each -> text.append("Not read: ").append(each).append('\n'));
    return text.toString();
  }
}
