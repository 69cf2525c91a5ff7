package org.meterbook.interval.greenbutton;

import java.util.Optional;
import org.meterbook.greenbutton.ReadingType;
import org.meterbook.greenbutton.Uom;

/**
 * What a reading type is in the catalogue.
 *
 * @param observationType the code of what is observed
 * @param unit the code of the unit
 * @param register readings of a register, not of an interval
 */
record Measured(String observationType, String unit, boolean register) {
  private static final int REVERSE = 19;

  /** A meaning, or why there is none. */
  sealed interface Found {
    record Known(Measured measured) implements Found {}

    record Unknown(String reason) implements Found {}
  }

  static Found of(Optional<ReadingType> sent) {
    if (sent.isEmpty()) {
      return new Found.Unknown("it has no reading type, so nobody knows the unit of its values");
    }
    ReadingType type = sent.get();
    if (type.uom().isEmpty()) {
      return new Found.Unknown("its reading type has no unit of measure");
    }
    Optional<Uom> uom = type.unit();
    Optional<String> unit = uom.flatMap(Measured::unit);
    if (unit.isEmpty()) {
      return new Found.Unknown(
          "the unit of measure %d%s cannot be stored"
              .formatted(
                  type.uom().getAsInt(),
                  uom.map(known -> known.symbol().isEmpty() ? "" : " (" + known.symbol() + ")")
                      .orElse("")));
    }
    return new Found.Known(
        new Measured(
            observationType(uom.orElseThrow(), type.flowDirection().orElse(0)),
            unit.get(),
            isRegister(type.accumulationBehaviour().orElse(0))));
  }

  /** Bulk, continuous cumulative, cumulative and summation go up and up. */
  private static boolean isRegister(int accumulation) {
    return switch (accumulation) {
      case 1, 2, 3, 9 -> true;
      default -> false;
    };
  }

  private static String observationType(Uom uom, int flow) {
    return switch (uom) {
      case WATT, BTU_PER_HOUR, VOLT_AMPERE -> "INTERVALDEMAND";
      case VAR -> "REACTIVEDEMAND";
      case VAR_HOUR -> "REACTIVEUSE";
      case POWER_FACTOR -> "POWERFACTOR";
      case CELSIUS -> "TEMPERATURE";
      case COUNT -> "QUANTITY";
      default -> flow == REVERSE ? "EXPORTUSE" : "INTERVALUSE";
    };
  }

  /** The catalogue's unit; none for what it does not measure. */
  static Optional<String> unit(Uom uom) {
    return Optional.ofNullable(
        switch (uom) {
          case JOULE -> "J";
          case WATT -> "W";
          case WATT_HOUR -> "WH";
          case VOLT_AMPERE -> "VA";
          case VOLT_AMPERE_HOUR -> "VAH";
          case VAR -> "VAR";
          case VAR_HOUR -> "VARH";
          case BTU -> "BTU";
          case BTU_PER_HOUR -> "BTUH";
          case THERM -> "THERM";
          case CUBIC_METRE, CUBIC_METRE_UNCOMPENSATED, CUBIC_METRE_COMPENSATED -> "M3";
          case CUBIC_FOOT, CUBIC_FOOT_COMPENSATED -> "CF";
          case US_GALLON -> "GAL";
          case IMPERIAL_GALLON -> "IMPGAL";
          case LITRE -> "LITER";
          case POWER_FACTOR -> "POWERFACTOR";
          case CELSIUS -> "DEGC";
          case COUNT -> "EACH";
          case NONE, AMPERE, KELVIN, VOLT, HERTZ, MONEY -> null;
        });
  }
}
