package org.meterbook.greenbutton;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The code lists of the standard, version 4.0: a name for each code, and the way back. */
public enum CodeList {
  /** Kind of service. */
  SERVICE_KIND(
      "0 electricity,1 gas,2 water,3 time,4 heat,5 refuse,6 sewerage,7 rates,8 tvLicence,9 internet"),
  /** How values build up. */
  ACCUMULATION(
      "0 none,1 bulkQuantity,2 continuousCumulative,3 cumulative,4 deltaData|delta,6 indicating,"
          + "9 summation,12 instantaneous"),
  /** What is delivered. */
  COMMODITY(
      "0 notApplicable,1 electricitySecondaryMetered|electricity,2 electricityPrimaryMetered,"
          + "7 naturalGas|gas,8 propane,9 potableWater|water,10 steam,11 wasteWater,"
          + "14 reclaimedWater,18 carbonDioxide|co2,25 trash,26 transmission"),
  /** Which way it flows. */
  FLOW_DIRECTION("0 none,1 forward|delivered,4 net,19 reverse|received,20 total"),
  /** What is measured. */
  MEASUREMENT_KIND(
      "0 none,8 demand,12 energy,37 power,38 powerFactor,46 temperature,54 voltage,58 volume"),
  /** What the values are of their interval. */
  DATA_QUALIFIER("0 none,2 average,8 maximum|max,9 minimum|min,12 normal,26 sum"),
  /** How the value was measured. */
  MEASURING_PERIOD(
      "0 none,1 tenMinute,2 fifteenMinute,3 oneMinute,4 twentyFourHour,5 thirtyMinute,6 fiveMinute,"
          + "7 sixtyMinute,31 twentyMinute"),
  /** The period a value stands for. */
  PERIOD_OF_INTEREST(
      "0 none,8 billingPeriod,11 daily,13 monthly,22 seasonal,24 weekly,32 specifiedPeriod"),
  /** How good a value is. */
  QUALITY(
      "0 valid,7 manuallyEdited,8 estimatedUsingReferenceDay|estimated,"
          + "9 estimatedUsingLinearInterpolation|interpolated,10 questionable,11 derived,"
          + "12 projected,13 mixed,14 raw,15 normalizedForWeather,16 other,17 validated,18 verified,"
          + "19 revenueQuality"),
  /** Kind of a line of a bill. */
  ITEM_KIND(
      "1 energyGenerationFee,2 energyDeliveryFee,3 energyUsageFee,4 administrativeFee,5 tax,"
          + "6 energyGenerationCredit,7 energyDeliveryCredit,8 administrativeCredit,9 payment,"
          + "10 information"),
  /** Phases of a supply. */
  PHASE("0 none,128 A,64 B,32 C,224 ABC,225 ABCN,769 S12N"),
  /** Units of measure, see {@link Uom}. */
  UOM(
      "0 none,5 A,6 K,23 °C|C,29 V,31 J,33 Hz,38 W,42 m³|m3,61 VA,63 var,65 cosTheta,71 VAh,72 Wh,"
          + "73 varh,80 currency,111 count,119 ft³|ft3|cf,120 ft3compensated,128 USGal|gal,"
          + "130 ImperialGal,132 BTU,133 BTU/h,134 L|litre|liter,166 m3uncompensated,"
          + "167 m3compensated,169 therm|therms"),
  /** Currencies, ISO 4217 numbers. */
  CURRENCY(
      "36 AUD,124 CAD,156 CNY,208 DKK,356 INR,392 JPY,578 NOK,643 RUB,752 SEK,756 CHF,826 GBP,"
          + "840 USD,978 EUR");

  @SuppressWarnings("ImmutableEnumChecker") // written in the constructor only
  private final Map<Integer, String> names = new HashMap<>();

  @SuppressWarnings("ImmutableEnumChecker")
  private final Map<String, Integer> codes = new HashMap<>();

  CodeList(String table) {
    for (String row : table.split(",")) {
      int space = row.indexOf(' ');
      int code = Integer.parseInt(row.substring(0, space));
      for (String alias : row.substring(space + 1).split("\\|")) {
        names.putIfAbsent(code, alias);
        codes.put(key(alias), code);
      }
    }
  }

  /** The name of a code; empty if the code is not known. */
  public Optional<String> nameOf(int code) {
    return Optional.ofNullable(names.get(code));
  }

  /** The code of a name, whatever its case and punctuation; empty if the name is not known. */
  public OptionalInt codeOf(String name) {
    Integer code = codes.get(key(name));
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  private static String key(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.\\-]", "");
    return letters.isEmpty() ? name : letters;
  }
}
