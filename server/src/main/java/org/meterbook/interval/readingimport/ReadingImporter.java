package org.meterbook.interval.readingimport;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.files.DelimitedFile;
import org.meterbook.files.RowSource;
import org.meterbook.files.TextRow;
import org.meterbook.files.WorkbookFile;
import org.meterbook.interval.FileChannels;
import org.meterbook.interval.FileSeries;
import org.meterbook.interval.FileSource;
import org.meterbook.interval.FileText;
import org.meterbook.interval.Transactions;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportResult;

/**
 * Stores the readings of a file, block by block. A run that was cut off is completed by running it
 * again: what is there is recognized.
 */
final class ReadingImporter {
  private final Transactions transactions;
  private final Path file;
  private final boolean workbook;
  private final Profile profile;
  private final Settings settings;

  private final Refusals refusals = new Refusals();
  private Refusals notes = new Refusals();
  private final List<Integer> created = new ArrayList<>();
  private final Map<Target, Target.Found> known = new HashMap<>();
  private final Map<Integer, FileSeries.State> last = new HashMap<>();
  private FileSeries.Stored stored = FileSeries.Stored.NONE;
  private long rows;

  private ReadingImporter(
      Transactions transactions, Path file, boolean workbook, Profile profile, Settings settings) {
    this.transactions = transactions;
    this.file = file;
    this.workbook = workbook;
    this.profile = profile;
    this.settings = settings;
  }

  /**
   * Imports a file.
   *
   * @throws org.meterbook.files.FileFormatException it cannot be read as rows
   * @throws Problem the profile names what is not there
   */
  static ReadingImportResult run(
      Transactions transactions, Path file, Profile profile, Settings settings) {
    boolean workbook = FileStart.isArchive(file);
    return new ReadingImporter(transactions, file, workbook, profile, settings).run();
  }

  private ReadingImportResult run() {
    Optional<ZoneId> zone = transactions.write(this::checked);
    boolean sound = true;
    if (settings.strict()) {
      pass(zone, Optional.empty());
      sound = refusals.count() == 0;
      known.clear();
      last.clear();
    }
    if (sound) {
      rows = 0;
      notes = new Refusals();
      int source =
          transactions.write(call ->
              FileSource.ofImport(
                  call.sql(), name(), settings.task(), settings.note().orElse(null)));
      pass(zone, Optional.of(source));
    }
    return transactions.write(call ->
        ImportLog.keep(call, result(LocalDateTime.ofInstant(call.now(), call.caller().zone()))));
  }

  private Optional<ZoneId> checked(Call call) {
    List<String> unknown =
        FileChannels.unknownCodes(
            call,
            profile.mappings().stream().map(Profile.Mapping::observationType).distinct().toList(),
            profile.mappings().stream().map(Profile.Mapping::unit).distinct().toList());
    if (!unknown.isEmpty()) {
      throw Problem.invalid("dataMapping", String.join("; ", unknown));
    }
    return profile
        .zone()
        .map(id ->
            call.sql()
                .first(
                    "SELECT iana_zone FROM time_zone WHERE time_zone_id = :id",
                    Map.of("id", id),
                    row -> ZoneId.of(row.text(1)))
                .orElseThrow(() -> Problem.invalid("timeZoneId", "there is no time zone " + id)));
  }

  private RowSource open() {
    return workbook
        ? WorkbookFile.open(file)
        : RowSource.of(DelimitedFile.open(file, StandardCharsets.UTF_8, profile.delimiter()));
  }

  private void pass(Optional<ZoneId> zone, Optional<Integer> source) {
    int perRow = profile.wide().map(WideDay::columns).orElse(profile.mappings().size());
    int most = Math.max(1, transactions.block() / perRow);
    try (RowSource from = open()) {
      for (int i = 0; i < profile.headerRows() && from.next().isPresent(); i++) {
        // What it says is known from the profile.
      }
      List<TextRow> block = new ArrayList<>();
      for (Optional<TextRow> row = from.next(); row.isPresent(); row = from.next()) {
        block.add(workbook ? filled(row.get()) : row.get());
        if (block.size() == most) {
          take(zone, List.copyOf(block), source);
          block.clear();
        }
      }
      take(zone, block, source);
    }
  }

  /** A workbook leaves out what is empty at the end of a row. */
  private TextRow filled(TextRow row) {
    if (row.fault().isPresent() || row.cells().size() >= profile.columns()) {
      return row;
    }
    List<String> cells = new ArrayList<>(row.cells());
    while (cells.size() < profile.columns()) {
      cells.add("");
    }
    return new TextRow(row.line(), row.offset(), row.length(), cells, true, Optional.empty());
  }

  private void take(Optional<ZoneId> zone, List<TextRow> block, Optional<Integer> source) {
    if (block.isEmpty()) {
      return;
    }
    Target.Absent absent =
        !settings.createChannels()
            ? Target.Absent.REFUSED
            : source.isPresent() ? Target.Absent.MADE : Target.Absent.PROMISED;
    Block.Outcome outcome =
        transactions.write(call ->
            new Block(profile, zone, workbook).take(call, block, known, last, absent, source));
    refusals.addAll(outcome.refusals);
    notes.addAll(outcome.notes);
    known.putAll(outcome.found);
    last.putAll(outcome.last);
    created.addAll(outcome.created);
    stored = stored.plus(outcome.stored);
    rows += outcome.rows;
  }

  private String name() {
    return FileText.cut(settings.fileName(), FileText.LONGEST_NAME);
  }

  private ReadingImportResult result(LocalDateTime now) {
    return new ReadingImportResult(
        settings.task(),
        name(),
        settings.note().orElse(null),
        now,
        rows,
        stored.stored(),
        stored.replaced(),
        stored.same(),
        stored.repeated(),
        refusals.count(),
        refusals.first(),
        notes.first(),
        List.copyOf(created));
  }
}
