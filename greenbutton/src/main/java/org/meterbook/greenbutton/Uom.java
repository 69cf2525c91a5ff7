package org.meterbook.greenbutton;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The units of measure that can be converted. A code that is none of these is not known. */
public enum Uom {
  /** No unit. */
  NONE(0, ""),
  /** Ampere. */
  AMPERE(5, "A"),
  /** Kelvin. */
  KELVIN(6, "K"),
  /** Degree Celsius. */
  CELSIUS(23, "°C"),
  /** Volt. */
  VOLT(29, "V"),
  /** Joule. */
  JOULE(31, "J"),
  /** Hertz. */
  HERTZ(33, "Hz"),
  /** Watt. */
  WATT(38, "W"),
  /** Cubic metre. */
  CUBIC_METRE(42, "m³"),
  /** Volt-ampere. */
  VOLT_AMPERE(61, "VA"),
  /** Volt-ampere reactive. */
  VAR(63, "var"),
  /** Power factor. */
  POWER_FACTOR(65, "cos φ"),
  /** Volt-ampere hour. */
  VOLT_AMPERE_HOUR(71, "VAh"),
  /** Watt-hour. */
  WATT_HOUR(72, "Wh"),
  /** Var hour. */
  VAR_HOUR(73, "varh"),
  /** Money; the currency is the reading type's. */
  MONEY(80, "¤"),
  /** Count of things. */
  COUNT(111, "count"),
  /** Cubic foot. */
  CUBIC_FOOT(119, "ft³"),
  /** Cubic foot, compensated for temperature and pressure. */
  CUBIC_FOOT_COMPENSATED(120, "ft³ (compensated)"),
  /** US gallon. */
  US_GALLON(128, "gal (US)"),
  /** Imperial gallon. */
  IMPERIAL_GALLON(130, "gal (imp)"),
  /** British thermal unit. */
  BTU(132, "BTU"),
  /** British thermal unit an hour. */
  BTU_PER_HOUR(133, "BTU/h"),
  /** Litre. */
  LITRE(134, "L"),
  /** Cubic metre, not compensated. */
  CUBIC_METRE_UNCOMPENSATED(166, "m³ (uncompensated)"),
  /** Cubic metre, compensated. */
  CUBIC_METRE_COMPENSATED(167, "m³ (compensated)"),
  /** Therm. */
  THERM(169, "therm");

  private static final Map<Integer, Uom> BY_CODE = new HashMap<>();

  static {
    Arrays.stream(values()).forEach(unit -> BY_CODE.put(unit.code, unit));
  }

  private final int code;
  private final String symbol;

  Uom(int code, String symbol) {
    this.code = code;
    this.symbol = symbol;
  }

  /** The unit of a code; empty if the code is not known. */
  public static Optional<Uom> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** The code on the wire. */
  public int code() {
    return code;
  }

  /** The symbol for people. */
  public String symbol() {
    return symbol;
  }
}
