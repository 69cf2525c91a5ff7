package org.meterbook.interval.readingimport;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.meterbook.api.Call;
import org.meterbook.files.TextRow;
import org.meterbook.interval.FileSeries;

/**
 * Some rows of a file on their way into their channels, in one transaction. Changes nothing but the
 * database and its own outcome, so that it may be done again.
 */
final class Block {
  private static final long DAY = 86_400;

  /** What came of the rows; to be added up once they are committed. */
  static final class Outcome {
    final Refusals refusals = new Refusals();
    final Refusals notes = new Refusals();
    final Map<Target, Target.Found> found = new HashMap<>();
    final Map<Integer, FileSeries.State> last = new HashMap<>();
    final List<Integer> created = new ArrayList<>();
    FileSeries.Stored stored = FileSeries.Stored.NONE;
    long rows;
  }

  private final Profile profile;
  private final Optional<ZoneId> zone;
  private final boolean workbook;
  private final Outcome outcome = new Outcome();
  private Map<Integer, FileSeries> series = Map.of();

  Block(Profile profile, Optional<ZoneId> zone, boolean workbook) {
    this.profile = profile;
    this.zone = zone;
    this.workbook = workbook;
  }

  /**
   * Takes rows.
   *
   * @param known targets that were looked for before
   * @param last where each channel ended before
   * @param absent what to do about channels that are missing
   * @param source what stored readings come from; empty: only look whether all is well
   */
  Outcome take(
      Call call,
      List<TextRow> rows,
      Map<Target, Target.Found> known,
      Map<Integer, FileSeries.State> last,
      Target.Absent absent,
      Optional<Integer> source) {
    Set<Target> asked = new LinkedHashSet<>();
    rows.forEach(row -> targets(row, asked));
    Set<Target> needed = Set.copyOf(asked);
    asked.removeAll(known.keySet());
    outcome.found.putAll(known);
    if (!asked.isEmpty()) {
      Map<Target, Target.Found> found = Target.find(call, asked, profile.intervalSeconds(), absent);
      found.values().stream()
          .filter(each -> each instanceof Target.Found.Channel channel && channel.created())
          .map(each -> ((Target.Found.Channel) each).id())
          .distinct()
          .forEach(outcome.created::add);
      outcome.found.putAll(found);
    }
    List<Integer> ids =
        needed.stream()
            .map(outcome.found::get)
            .filter(Target.Found.Channel.class::isInstance)
            .map(each -> ((Target.Found.Channel) each).id())
            .distinct()
            .toList();
    series = ids.isEmpty() ? Map.of() : FileSeries.of(call.sql(), ids, zone.orElse(null));
    series.forEach((id, each) -> {
      if (last.containsKey(id)) {
        each.after(Objects.requireNonNull(last.get(id)));
      }
    });
    rows.forEach(this::row);
    store(source);
    return outcome;
  }

  private void store(Optional<Integer> source) {
    List<FileSeries> filled = series.values().stream().filter(each -> each.size() > 0).toList();
    if (source.isPresent() && !filled.isEmpty()) {
      FileSeries.store(filled, source.get())
          .values()
          .forEach(each -> outcome.stored = outcome.stored.plus(each));
    }
    series.forEach((id, each) -> each.state().ifPresent(state -> outcome.last.put(id, state)));
  }

  private boolean isWhole(TextRow row) {
    return row.fault().isEmpty() && row.cells().size() == profile.columns() && !row.isBlank();
  }

  private void targets(TextRow row, Set<Target> targets) {
    if (isWhole(row)) {
      profile.mappings().forEach(mapping -> targets.add(target(row, mapping)));
    }
  }

  private Target target(TextRow row, Profile.Mapping mapping) {
    return new Target(cell(row, profile.meter()), cell(row, profile.channel()), mapping);
  }

  private static String cell(TextRow row, int column) {
    return column < 0 ? "" : row.cells().get(column).strip();
  }

  private void row(TextRow row) {
    if (row.isBlank()) {
      return;
    }
    outcome.rows++;
    if (row.fault().isPresent()) {
      outcome.refusals.add(row.line(), row.fault().get());
      return;
    }
    if (!isWhole(row)) {
      outcome.refusals.add(
          row.line(),
          "%d cells where %d are expected".formatted(row.cells().size(), profile.columns()));
      return;
    }
    String text = profile.times().text(row.cells(), workbook);
    TimeFormat format = profile.times().format();
    Optional<TimeFormat.Time> time = workbook ? format.readOrIso(text) : format.read(text);
    if (time.isEmpty()) {
      outcome.refusals.add(row.line(), "'%s' is no time of the profile's format".formatted(text));
      return;
    }
    for (Profile.Mapping mapping : profile.mappings()) {
      mapping(row, mapping, time.get());
    }
  }

  private void mapping(TextRow row, Profile.Mapping mapping, TimeFormat.Time time) {
    if (profile.wide().isEmpty() && cell(row, mapping.column()).isEmpty()) {
      return;
    }
    switch (Objects.requireNonNull(outcome.found.get(target(row, mapping)))) {
      case Target.Found.Missing missing -> outcome.refusals.add(row.line(), missing.reason());
      case Target.Found.Later _ -> numbers(row, mapping);
      case Target.Found.Channel channel -> {
        FileSeries into = series.get(channel.id());
        if (into == null) {
          outcome.refusals.add(
              row.line(), "channel %d was deleted meanwhile".formatted(channel.id()));
        } else if (profile.wide().isPresent()) {
          day(row, profile.wide().get(), into, LocalDate.ofEpochDay(time.seconds() / DAY));
        } else {
          long second = time.absolute() ? time.seconds() : into.moment(time.seconds());
          reading(row, mapping.column(), into, second);
        }
      }
    }
  }

  /** Of a channel that is still to be made, only the numbers can be looked at. */
  private void numbers(TextRow row, Profile.Mapping mapping) {
    int first = profile.wide().map(WideDay::first).orElse(mapping.column());
    int count = profile.wide().map(WideDay::columns).orElse(1);
    for (int column = first; column < first + count; column++) {
      String text = cell(row, column);
      if (!text.isEmpty() && Double.isNaN(Numbers.read(text))) {
        refuse(row, column, "'%s' is no number".formatted(text));
      }
    }
  }

  private void refuse(TextRow row, int column, String error) {
    outcome.refusals.add(row.line(), "column %d: %s".formatted(column + 1, error));
  }

  private void day(TextRow row, WideDay wide, FileSeries into, LocalDate day) {
    WideDay.Places places = wide.places(day, into.zone());
    for (int i = 0; i < wide.columns(); i++) {
      int column = wide.first() + i;
      String text = cell(row, column);
      if (text.isEmpty()) {
        continue;
      }
      if (places.ends()[i] != 0) {
        reading(row, column, into, places.ends()[i]);
      } else if (Numbers.read(text) != 0) {
        refuse(
            row,
            column,
            "'%s' is for a time that %s does not have in %s".formatted(text, day, into.zone()));
      }
    }
    if (!places.note().isEmpty()) {
      outcome.notes.add(row.line(), places.note());
    }
  }

  private void reading(TextRow row, int column, FileSeries into, long second) {
    String text = cell(row, column);
    double value = Numbers.read(text);
    String error =
        Double.isNaN(value)
            ? "'%s' is no number".formatted(text)
            : into.add(second, value, quality(row), note(row));
    if (!error.isEmpty()) {
      refuse(row, column, error);
    }
  }

  private int quality(TextRow row) {
    boolean estimated =
        profile.estimate() >= 0
            && cell(row, profile.estimate()).equalsIgnoreCase(profile.indicator());
    return estimated ? FileSeries.ESTIMATED : FileSeries.VALID;
  }

  private String note(TextRow row) {
    return cell(row, profile.note());
  }
}
