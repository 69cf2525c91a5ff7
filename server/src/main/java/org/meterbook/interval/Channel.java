package org.meterbook.interval;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meterbook.energy.Formula;
import org.meterbook.energy.SummaryMethod;

/**
 * What readings need to know of their channel.
 *
 * @param id its id
 * @param zone the zone of its meter or data point
 * @param intervalMinutes how long an interval is
 * @param method how readings are put together
 * @param calculated has no readings of its own
 * @param versions its settings, in the order of time; never empty
 */
record Channel(
    int id,
    ZoneId zone,
    int intervalMinutes,
    SummaryMethod method,
    boolean calculated,
    List<Version> versions) {
  private static final int DAY_MINUTES = 1440;

  /**
   * Settings for a span of time.
   *
   * @param after begins after this second since 1970; {@link Long#MIN_VALUE} for the first one
   * @param multiplier times the reading is the value
   * @param odometer readings are those of a register; otherwise each stands for itself
   * @param maximum readings above it are refused; NaN for none
   * @param minimum readings below it are refused; NaN for none
   * @param offset is added to the value; not of a register
   * @param rollover where a register begins at zero again; 0 for never
   * @param allowance by how much a register may go back
   * @param positive the value is made positive
   * @param formula what a calculated channel is calculated by
   * @param unit the unit of the values
   */
  record Version(
      long after,
      double multiplier,
      boolean odometer,
      double maximum,
      double minimum,
      double offset,
      double rollover,
      double allowance,
      boolean positive,
      Optional<Formula> formula,
      Unit unit) {}

  /** A unit of the catalogue. */
  record Unit(int id, String code, String name) {}

  /** The settings in force at a moment: a version ends with the moment at which the next begins. */
  Version at(long second) {
    for (int i = versions.size() - 1; i > 0; i--) {
      if (versions.get(i).after() < second) {
        return versions.get(i);
      }
    }
    return versions.getFirst();
  }

  /** Seconds from one place to the next within a day's row; a day or more: one place a day. */
  int step() {
    return Math.min(intervalMinutes, DAY_MINUTES) * 60;
  }

  /** The channels that its formulas name, through all versions. */
  Set<Integer> inputs() {
    return versions.stream()
        .flatMap(version -> version.formula().stream())
        .flatMap(formula -> formula.channels().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Depends a value on the reading before? */
  boolean hasOdometer() {
    return versions.stream().anyMatch(Version::odometer);
  }
}
