package org.meterbook.interval.greenbutton;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.greenbutton.GreenButtonFile;
import org.meterbook.greenbutton.MeterReading;
import org.meterbook.greenbutton.ReadingType;
import org.meterbook.greenbutton.UsagePoint;
import org.meterbook.interval.FileChannels;
import org.meterbook.interval.FileChannels.Existing;
import org.meterbook.interval.FileChannels.Meter;
import org.meterbook.interval.FileSeries;
import org.meterbook.interval.FileSource;
import org.meterbook.interval.FileText;
import org.meterbook.store.Tables;

/** Finds meters and channels for all that is in a file, and makes what is missing. */
final class Planner {
  private static final long DEFAULT_SECONDS = 3600;

  private final Call call;
  private final GreenButtonFile file;
  private final ImportOptions options;
  private final String task;
  private final Map<MeterReading, Long> lengths;
  private final Units units;
  private final Set<Integer> taken = new HashSet<>();

  /** What is to be done. */
  record Plans(Map<MeterReading, Plan> series, Map<UsagePoint, Owner> owners, Units units) {}

  /**
   * @param lengths the length of an interval where the reading type does not say it, in seconds
   */
  Planner(
      Call call,
      GreenButtonFile file,
      ImportOptions options,
      String task,
      Map<MeterReading, Long> lengths) {
    this.call = call;
    this.file = file;
    this.options = options;
    this.task = task;
    this.lengths = lengths;
    this.units = Units.read(call);
  }

  Plans plan() {
    Map<MeterReading, Plan> series = new IdentityHashMap<>();
    Map<UsagePoint, Owner> owners = new IdentityHashMap<>();
    for (UsagePoint point : file.usagePoints()) {
      Owner owner = Owner.of(call, file, point, options);
      owners.put(point, owner);
      for (MeterReading reading : point.meterReadings()) {
        series.put(reading, plan(owner, reading));
      }
    }
    for (MeterReading reading : file.meterReadings()) {
      if (!series.containsKey(reading)) {
        series.put(
            reading,
            options.meterCode().isPresent() && file.usagePoints().isEmpty()
                ? plan(named(), reading)
                : Plan.refused(reading, "it belongs to no usage point"));
      }
    }
    return new Plans(series, owners, units);
  }

  private Owner named() {
    String code = options.meterCode().orElseThrow();
    return FileChannels.named(FileChannels.meters(call, List.of(code)), code)
        .<Owner>map(meter -> new Owner.Found(meter, false))
        .orElseGet(
            () -> new Owner.Missing("there is no meter '%s' that you may use".formatted(code)));
  }

  private Plan plan(Owner owner, MeterReading reading) {
    return switch (Measured.of(reading.readingType())) {
      case Measured.Found.Unknown unknown -> Plan.refused(reading, unknown.reason());
      case Measured.Found.Known known ->
          switch (owner) {
            case Owner.Missing missing -> Plan.refused(reading, missing.reason());
            case Owner.Found found -> plan(found, reading, known.measured());
          };
    };
  }

  private Plan plan(Owner.Found owner, MeterReading reading, Measured measured) {
    int power = reading.readingType().map(ReadingType::powerOfTenMultiplier).orElse(0);
    Optional<String> name = Names.of(reading.entry());
    int minutes = minutes(reading);
    call.sql().lock(Tables.METER, List.of(owner.meter().id()));
    Choice choice = choose(owner.meter(), name, measured, minutes);
    if (choice.problem() != null) {
      return Plan.refused(reading, choice.problem());
    }
    boolean created = choice.channel() == null;
    int channel =
        created
            ? create(owner.meter(), reading, name, measured, minutes, power)
            : Objects.requireNonNull(choice.channel()).id();
    taken.add(channel);
    FileSeries series =
        Objects.requireNonNull(FileSeries.of(call.sql(), List.of(channel), null).get(channel));
    Factors factors = new Factors(units, measured.unit(), power);
    Optional<String> unfit =
        series.isRegister() == measured.register()
            ? factors.check(series)
            : Optional.of(
                "channel %d has %s, the file has %s"
                    .formatted(channel, kind(series.isRegister()), kind(measured.register())));
    if (unfit.isPresent()) {
      return Plan.refused(reading, unfit.get());
    }
    String unit = series.unitCode(Long.MAX_VALUE);
    int source =
        FileSource.ofGreenButton(
            call.sql(),
            FileText.cut(options.fileName(), FileText.LONGEST_NAME),
            task,
            null,
            units.id(measured.unit()),
            factors.newest());
    Plan plan =
        Plan.to(
            reading,
            new Plan.Goal(
                owner.meter(), owner.created(), channel, created, measured, unit, source, factors));
    if (!unit.equals(measured.unit())) {
      plan.remark(
          "%s of the file were converted to %s of the channel".formatted(measured.unit(), unit));
    }
    return plan;
  }

  private static String kind(boolean register) {
    return register ? "readings of a register" : "readings of intervals";
  }

  private record Choice(@Nullable Existing channel, @Nullable String problem) {
    static final Choice NONE = new Choice(null, null);
  }

  private Choice choose(Meter meter, Optional<String> name, Measured measured, int minutes) {
    List<Existing> all =
        FileChannels.of(call, List.of(meter.id()), name.map(List::of).orElse(List.of()));
    for (Existing each : all) {
      if (name.isPresent() && name.get().equals(each.importId())) {
        return Integer.valueOf(meter.id()).equals(each.meterId())
            ? checked(each)
            : new Choice(
                null,
                "channel %d, whose import id it has, is another meter's".formatted(each.id()));
      }
    }
    List<Existing> fitting =
        all.stream()
            .filter(each ->
                each.importId() == null
                    && !each.calculated()
                    && !taken.contains(each.id())
                    && each.observationType().equals(measured.observationType())
                    && each.minutes() == minutes
                    && units.conversion(measured.unit(), each.unit()).isPresent())
            .toList();
    List<Existing> left =
        fitting.size() < 2
            ? fitting
            : fitting.stream().filter(each -> each.unit().equals(measured.unit())).toList();
    if (fitting.size() > 1 && left.size() != 1) {
      return new Choice(
          null,
          "%d channels of meter '%s' fit: give one of them the import id '%s'"
              .formatted(fitting.size(), meter.code(), name.orElse("")));
    }
    return left.isEmpty() ? Choice.NONE : new Choice(left.getFirst(), null);
  }

  private Choice checked(Existing existing) {
    if (existing.calculated()) {
      return new Choice(
          null, "channel %d is calculated and takes no readings".formatted(existing.id()));
    }
    return taken.contains(existing.id())
        ? new Choice(
            null, "channel %d takes another meter reading of the file".formatted(existing.id()))
        : new Choice(existing, null);
  }

  private int create(
      Meter meter,
      MeterReading reading,
      Optional<String> name,
      Measured measured,
      int minutes,
      int power) {
    return FileChannels.create(
        call,
        new FileChannels.Wanted(
            meter.id(),
            name.orElse(null),
            reading.entry().title().isBlank() ? null : Names.shown(reading.entry()),
            measured.observationType(),
            measured.unit(),
            minutes,
            Double.parseDouble("1e" + power),
            measured.register()));
  }

  /** The interval, or the next longer one that a channel can have. */
  private int minutes(MeterReading reading) {
    long seconds =
        reading
            .readingType()
            .flatMap(type -> type.intervalLength().stream().boxed().findFirst())
            .filter(length -> length > 0)
            .orElseGet(() -> lengths.getOrDefault(reading, DEFAULT_SECONDS));
    if (FileChannels.isInterval(seconds)) {
      return Math.toIntExact(seconds / 60);
    }
    for (int minutes : new int[] {1, 5, 10, 15, 30, 60, 1440, 10_080}) {
      if (minutes * 60L >= seconds) {
        return minutes;
      }
    }
    return 43_200;
  }

  /** The meter readings whose type does not say how long an interval is. */
  static List<MeterReading> withoutLength(GreenButtonFile file) {
    List<MeterReading> all = new ArrayList<>();
    for (MeterReading reading : file.meterReadings()) {
      if (reading.readingType().isPresent()
          && reading.readingType().get().intervalLength().orElse(0) == 0) {
        all.add(reading);
      }
    }
    return all;
  }
}
