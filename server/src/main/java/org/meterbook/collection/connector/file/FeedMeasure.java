package org.meterbook.collection.connector.file;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.meterbook.greenbutton.IntervalReading;
import org.meterbook.greenbutton.ReadingType;
import org.meterbook.greenbutton.Uom;

/** What the readings of a Green Button's series are, in the words of the collection API. */
record FeedMeasure(ReadingType type, String kind, Unit unit) {
  private static final int NET = 4;
  private static final int REVERSE = 19;
  private static final int BULK = 0;
  private static final int MAXIMUM = 8;

  /**
   * A unit.
   *
   * @param perUnit how many of the feed's units one is
   */
  record Unit(String name, BigDecimal perUnit) {
    static Optional<Unit> of(int code) {
      return Uom.of(code)
          .map(uom ->
              switch (uom) {
                case WATT_HOUR -> new Unit("kwh", BigDecimal.valueOf(1000));
                case VAR_HOUR -> new Unit("kvarh", BigDecimal.valueOf(1000));
                case WATT -> new Unit("kw", BigDecimal.valueOf(1000));
                case THERM -> new Unit("therms", BigDecimal.ONE);
                case CUBIC_FOOT, CUBIC_FOOT_COMPENSATED -> new Unit("ccf", BigDecimal.valueOf(100));
                case US_GALLON -> new Unit("gallons", BigDecimal.ONE);
                case CUBIC_METRE, CUBIC_METRE_COMPENSATED, CUBIC_METRE_UNCOMPENSATED ->
                    new Unit("m3", BigDecimal.ONE);
                default -> new Unit("", BigDecimal.ONE);
              })
          .filter(unit -> !unit.name().isEmpty());
    }

    /** All divisors are powers of ten, so that this is exact. */
    BigDecimal of(BigDecimal physical) {
      return physical.divide(perUnit);
    }
  }

  /** Empty for what is no use of an interval: registers, indications, units nobody bills by. */
  static Optional<FeedMeasure> of(ReadingType type) {
    boolean register =
        type.accumulationBehaviour().isPresent()
            && (type.accumulationBehaviour().getAsInt() == 1
                || type.accumulationBehaviour().getAsInt() == 3);
    if (register) {
      return Optional.empty();
    }
    return Unit.of(type.uom().orElse(-1)).flatMap(unit -> of(type, unit));
  }

  private static Optional<FeedMeasure> of(ReadingType type, Unit unit) {
    boolean peak = unit.name().equals("kw");
    if (peak && type.dataQualifier().orElse(MAXIMUM) != MAXIMUM) {
      return Optional.empty();
    }
    String kind =
        peak
            ? "max"
            : switch (type.flowDirection().orElse(1)) {
              case NET -> "net";
              case REVERSE -> "rev";
              case BULK -> type.entry().title().equals("gen") ? "gen" : "fwd";
              default -> "fwd";
            };
    return Optional.of(new FeedMeasure(type, kind, unit));
  }

  Finds.Reading reading(IntervalReading reading) {
    return new Finds.Reading(
        Instant.ofEpochSecond(reading.start()),
        (int) Math.min(reading.duration(), Integer.MAX_VALUE),
        kind,
        kind.equals("max") ? "kwh" : unit.name(),
        unit.of(type.physical(reading.value())).doubleValue(),
        quality(reading.quality()),
        "xml");
  }

  private static String quality(int code) {
    return switch (code) {
      case 17, 18, 19 -> "revenue";
      case 8, 9, 12 -> "estimated";
      default -> "raw";
    };
  }
}
