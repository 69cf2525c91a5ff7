package org.meterbook.interval.greenbutton;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.meterbook.energy.Rational;
import org.meterbook.interval.FileSeries;

/**
 * How values of a unit and a power of ten become readings of a channel, whose unit and multiplier
 * may have changed through time.
 */
final class Factors {
  private record Settings(String unit, double multiplier) {}

  private final Units units;
  private final String unit;
  private final int powerOfTen;
  private final Map<Settings, Scale> known = new HashMap<>();
  private double newest = 1;

  Factors(Units units, String unit, int powerOfTen) {
    this.units = units;
    this.unit = unit;
    this.powerOfTen = powerOfTen;
  }

  /** The scale for the settings in force at a moment. */
  Scale at(FileSeries series, long second) {
    Settings settings = new Settings(series.unitCode(second), series.multiplier(second));
    return known.computeIfAbsent(settings, this::scale);
  }

  private Scale scale(Settings settings) {
    Rational conversion =
        units
            .conversion(unit, settings.unit())
            .orElseThrow(() ->
                org.meterbook.api.Problem.invalid(
                    "",
                    "a channel measured in %s before; %s cannot be converted"
                        .formatted(settings.unit(), unit)));
    return Scale.of(powerOfTen, conversion, settings.multiplier());
  }

  /** Looks at the settings of now; says why they do not do. */
  Optional<String> check(FileSeries series) {
    long now = Long.MAX_VALUE;
    if (series.multiplier(now) <= 0) {
      return Optional.of("the channel's multiplier is %s".formatted(series.multiplier(now)));
    }
    if (units.conversion(unit, series.unitCode(now)).isEmpty()) {
      return Optional.of(
          "the channel measures in %s, and %s cannot be converted"
              .formatted(series.unitCode(now), unit));
    }
    newest = at(series, now).factor();
    return Optional.empty();
  }

  /** What readings of now are multiplied with before they are stored. */
  double newest() {
    return newest;
  }
}
