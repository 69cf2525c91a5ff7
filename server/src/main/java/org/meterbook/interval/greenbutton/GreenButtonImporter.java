package org.meterbook.interval.greenbutton;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.meterbook.api.Problem;
import org.meterbook.greenbutton.GreenButtonFile;
import org.meterbook.greenbutton.IntervalReading;
import org.meterbook.greenbutton.Limits;
import org.meterbook.greenbutton.MeterReading;
import org.meterbook.greenbutton.Place;
import org.meterbook.greenbutton.ReadOptions;
import org.meterbook.greenbutton.ReadingConsumer;
import org.meterbook.greenbutton.UsagePoint;
import org.meterbook.greenbutton.UsageSummary;
import org.meterbook.interval.FileSeries;
import org.meterbook.interval.FileText;
import org.meterbook.interval.Transactions;

/**
 * Stores what a Green Button has, block by block. A run that was cut off is completed by running it
 * again: what is there is recognized.
 */
public final class GreenButtonImporter {
  private final Transactions transactions;
  private final GreenButtonFile file;
  private final ImportOptions options;
  private final String task = UUID.randomUUID().toString();
  private final List<String> unreadable = new ArrayList<>();
  private Map<MeterReading, Plan> plans = Map.of();
  private int waiting;

  private GreenButtonImporter(
      Transactions transactions, GreenButtonFile file, ImportOptions options) {
    this.transactions = transactions;
    this.file = file;
    this.options = options;
  }

  /**
   * Imports a file.
   *
   * @throws org.meterbook.greenbutton.GreenButtonException it is hostile, broken, or no Green
   *     Button
   * @throws IOException it cannot be read
   * @throws Problem the options do not fit the file
   */
  public static GreenButtonResult run(Transactions transactions, Path path, ImportOptions options)
      throws IOException {
    if (options.costScale() < 0 || options.costScale() > 5) {
      throw Problem.invalid("costScale", "must be 0 to 5");
    }
    ReadOptions reading = new ReadOptions(options.costScale(), options.localTime());
    try (GreenButtonFile file = GreenButtonFile.open(path, Limits.DEFAULT, reading)) {
      return new GreenButtonImporter(transactions, file, options).run();
    }
  }

  private GreenButtonResult run() throws IOException {
    if (options.meterCode().isPresent() && file.usagePoints().size() > 1) {
      throw Problem.invalid(
          "meterCode",
          "names one meter, and the file has %d usage points; give each meter the import id of its own"
              .formatted(file.usagePoints().size()));
    }
    Map<MeterReading, Long> lengths = lengths();
    Planner.Plans planned =
        transactions.write(call -> new Planner(call, file, options, task, lengths).plan());
    plans = planned.series();
    file.readings(
        new ReadingConsumer() {
          @Override
          public void reading(MeterReading meterReading, IntervalReading reading) {
            Plan plan = Objects.requireNonNull(plans.get(meterReading));
            plan.add(reading);
            if (plan.isWaiting() && ++waiting == transactions.block()) {
              store();
            }
          }

          @Override
          public void refused(Place place, String reason) {
            if (unreadable.size() < 1000) {
              unreadable.add(FileText.cut(place + ": " + reason, FileText.LONGEST_REMARK));
            }
          }
        });
    store();
    return result(bills(planned));
  }

  /** The length of an interval, of the first reading, where the reading type does not say it. */
  private Map<MeterReading, Long> lengths() throws IOException {
    Map<MeterReading, Long> lengths = new IdentityHashMap<>();
    List<MeterReading> asked = Planner.withoutLength(file);
    if (!asked.isEmpty()) {
      file.readings(
          (meterReading, reading) -> lengths.putIfAbsent(meterReading, reading.duration()));
    }
    return lengths;
  }

  private void store() {
    List<Plan> filled = plans.values().stream().filter(Plan::isWaiting).toList();
    waiting = 0;
    if (filled.isEmpty()) {
      return;
    }
    Map<Plan, FileSeries.Stored> stored = new HashMap<>();
    Map<Plan, List<String>> errors = new HashMap<>();
    transactions.write(call -> {
      Map<Integer, FileSeries> series =
          FileSeries.of(
              call.sql(),
              filled.stream().map(plan -> plan.goal.orElseThrow().channel()).toList(),
              null);
      for (Plan plan : filled) {
        Plan.Goal goal = plan.goal.orElseThrow();
        FileSeries into = series.get(goal.channel());
        if (into == null) {
          throw Problem.invalid(
              "",
              "channel %d was deleted meanwhile; send the file again".formatted(goal.channel()));
        }
        errors.put(plan, plan.fill(into, goal.factors()));
        stored.put(
            plan,
            FileSeries.store(List.of(into), goal.source())
                .getOrDefault(goal.channel(), FileSeries.Stored.NONE));
      }
      return filled.size();
    });
    filled.forEach(plan ->
        plan.stored(
            Objects.requireNonNull(stored.get(plan)), Objects.requireNonNull(errors.get(plan))));
  }

  private List<GreenButtonResult.GreenButtonBill> bills(Planner.Plans planned) {
    List<GreenButtonResult.GreenButtonBill> bills = new ArrayList<>();
    for (UsagePoint point : file.usagePoints()) {
      Owner owner = Objects.requireNonNull(planned.owners().get(point));
      for (UsageSummary summary : point.summaries()) {
        bills.add(new Summary(summary, point, owner, planned.units()).book(transactions));
      }
    }
    return bills;
  }

  private GreenButtonResult result(List<GreenButtonResult.GreenButtonBill> bills) {
    List<String> skipped = new ArrayList<>();
    file.skipped().forEach(note -> skipped.add(note.place() + ": " + note.text()));
    file.refused().forEach(note -> skipped.add(note.place() + ": " + note.text()));
    skipped.addAll(unreadable);
    return new GreenButtonResult(
        task,
        FileText.cut(options.fileName(), FileText.LONGEST_NAME),
        file.meterReadings().stream()
            .map(reading -> Objects.requireNonNull(plans.get(reading)).result())
            .toList(),
        bills,
        file.tolerances().stream()
            .map(applied ->
                new GreenButtonResult.GreenButtonTolerance(
                    applied.tolerance().name(),
                    applied.tolerance().text(),
                    applied.count(),
                    applied.first().toString()))
            .toList(),
        skipped);
  }
}
