package org.meterbook.interval;

import org.meterbook.energy.RegisterAdvance;

/** Makes values of readings by the rules of a channel's versions. */
final class Computation {
  private Computation() {}

  /**
   * The value of a reading: of a trip it is reading × multiplier + offset; of a register what it
   * advanced since the reading before, × multiplier. A register's first reading under a version has
   * no value: so a meter may be swapped without a jump.
   *
   * @param before the time of the reading before, {@link Long#MIN_VALUE} if there is none
   */
  static double value(Channel channel, long time, double reading, long before, double previous) {
    Channel.Version version = channel.at(time);
    double value;
    if (!version.odometer()) {
      value = reading * version.multiplier() + version.offset();
    } else if (before == Long.MIN_VALUE || before <= version.after()) {
      return Double.NaN;
    } else {
      value =
          RegisterAdvance.between(previous, reading, version.rollover(), version.allowance())
              * version.multiplier();
    }
    if (!Double.isFinite(value)) {
      return Double.NaN;
    }
    return version.positive() ? Math.abs(value) : value;
  }
}
