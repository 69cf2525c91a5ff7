package org.meterbook.interval;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;

/**
 * The readings that a file brings for one channel, until they are stored. Not thread-safe, and of
 * use only within the transaction in which the channel was read.
 */
public final class FileSeries {
  /** The estimate among the qualities of readings. */
  public static final int ESTIMATED = Quality.ESTIMATED;

  /** What no quality was said of. */
  public static final int VALID = Quality.VALID;

  private final Intervals intervals;
  private final Channel channel;
  private final Readings readings = new Readings(64);
  private final ZoneId zone;
  private final Stamps stamps;
  private final List<Long> twice = new ArrayList<>();
  private long last = Long.MIN_VALUE;

  private FileSeries(Intervals intervals, Channel channel, ZoneId zone) {
    this.intervals = intervals;
    this.channel = channel;
    this.zone = zone;
    this.stamps = new Stamps(zone);
  }

  /**
   * Where a series ends within a file.
   *
   * @param last the moment that came last, in seconds since 1970
   * @param twice wall clock times that a day has twice, in the order of the file: where the clock
   *     is put back, what came before tells which of two equal times is meant
   */
  public record State(long last, List<Long> twice) {}

  /**
   * What became of a series.
   *
   * @param stored readings that are new
   * @param replaced readings that replaced another one of their moment
   * @param same readings that were there already
   * @param repeated readings that the file itself overrules with a later one of the same moment
   */
  public record Stored(int stored, int replaced, int same, int repeated) {
    /** Nothing. */
    public static final Stored NONE = new Stored(0, 0, 0, 0);

    /** Both together. */
    public Stored plus(Stored other) {
      return new Stored(
          stored + other.stored,
          replaced + other.replaced,
          same + other.same,
          repeated + other.repeated);
    }
  }

  /**
   * Begins series of channels, by their ids, and locks them until the commit; ids that are none are
   * left out.
   *
   * @param zone of wall clock times in the file; null: each channel's own
   */
  public static Map<Integer, FileSeries> of(
      Sql sql, Collection<Integer> channels, @Nullable ZoneId zone) {
    Map<Integer, FileSeries> series = new LinkedHashMap<>();
    Intervals intervals = new Intervals(sql);
    intervals
        .lock(channels)
        .forEach((id, channel) ->
            series.put(
                id, new FileSeries(intervals, channel, zone == null ? channel.zone() : zone)));
    return series;
  }

  /** The zone of wall clock times. */
  public ZoneId zone() {
    return zone;
  }

  /** The code of the unit of values at a moment. */
  public String unitCode(long second) {
    return channel.at(second).unit().code();
  }

  /** What readings of a moment are multiplied with. */
  public double multiplier(long second) {
    return channel.at(second).multiplier();
  }

  /** Are the readings of now those of a register? */
  public boolean isRegister() {
    return channel.versions().getLast().odometer();
  }

  /** Goes on where the series of an earlier block of the file ended. */
  public void after(State before) {
    before.twice().forEach(stamps::local);
    stamps.absolute(before.last());
    twice.addAll(before.twice());
  }

  /** Where it ends; nothing if no reading was taken. */
  public Optional<State> state() {
    return last == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(new State(last, List.copyOf(twice)));
  }

  /** A wall clock's time, in seconds since 1970-01-01T00:00 of that clock, as a moment. */
  public long moment(long localSeconds) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
    if (zone.getRules().getValidOffsets(local).size() > 1) {
      twice.add(localSeconds);
    }
    return stamps.local(localSeconds);
  }

  /**
   * Takes a reading, or says why it cannot be.
   *
   * @param second end of its interval, in seconds since 1970
   * @param value before the channel's multiplier
   * @param quality a code from 0 to 127, as the Green Button numbers them
   * @return the reason, or nothing
   */
  public String add(long second, double value, int quality, @Nullable String note) {
    String error = Intake.error(channel, second, value);
    if (error.isEmpty()) {
      stamps.absolute(second);
      last = second;
      if (note != null && !note.isBlank()) {
        readings.notes.put(readings.size, note);
      }
      readings.add(second, value, quality, 0);
    }
    return error;
  }

  /** How many readings were taken. */
  public int size() {
    return readings.size;
  }

  /** Stores series that were begun together, all their readings under one source. */
  public static Map<Integer, Stored> store(Collection<FileSeries> all, int source) {
    if (all.isEmpty()) {
      return Map.of();
    }
    List<Intervals.Delivery> deliveries = new ArrayList<>();
    for (FileSeries series : all) {
      java.util.Arrays.fill(series.readings.sources, source);
      deliveries.add(new Intervals.Delivery(series.channel, series.readings.ordered()));
    }
    Map<Integer, Intervals.Outcome> outcomes = all.iterator().next().intervals.store(deliveries);
    Map<Integer, Stored> stored = new LinkedHashMap<>();
    for (FileSeries series : all) {
      int id = series.channel.id();
      Intervals.Outcome outcome = Objects.requireNonNull(outcomes.get(id));
      int kept = outcome.stored() + outcome.replaced() + outcome.same();
      stored.put(
          id,
          new Stored(
              outcome.stored(), outcome.replaced(), outcome.same(), series.readings.size - kept));
    }
    return stored;
  }
}
