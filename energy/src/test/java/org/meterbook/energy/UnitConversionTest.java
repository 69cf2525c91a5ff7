package org.meterbook.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitConversionTest {
  private static final Unit KWH = Unit.of("KWH", "J", "3600000");
  private static final Unit KBTU = Unit.of("KBTU", "J", "1055055.85262");
  private static final Unit THERM = Unit.of("THERM", "J", "105505585.262");
  private static final Unit CF = Unit.of("CF", "LITER", "28.316846592");
  private static final Unit CCF = Unit.of("CCF", "LITER", "2831.6846592");

  @ParameterizedTest
  @CsvSource({
    // value, from, its factor, to, its factor, expected
    "1, KWH, 3600000, BTU, 1055.05585262, 3412.141633127942",
    "1, THERM, 105505585.262, MMBTU, 1055055852.62, 0.1",
    "1, THERM, 105505585.262, KWH, 3600000, 29.307107017222222",
    "1, TONREF, 12660670.23144/3600, KW, 1000, 3.516852842066667",
    "1, KGAL, 3785.411784, CCF, 2831.6846592, 1.336805555555556",
    "1, CCF, 2831.6846592, GAL, 3.785411784, 748.051948051948",
    "1, ACRE, 4046.8564224, SQFEET, 0.09290304, 43560",
    "1, TONS, 907.18474, LBS, 0.45359237, 2000",
    "9, DEGDAYF, 5/9, DEGDAYC, 1, 5",
    "1, GPM, 3.785411784/60, GPD, 3.785411784/86400, 1440",
  })
  void convertsKnownValues(
      String value, String from, String fromFactor, String to, String toFactor, double expected) {
    Quantity quantity = Quantity.of(value, Unit.of(from, "base", fromFactor));

    Quantity converted = quantity.in(Unit.of(to, "base", toFactor));

    assertThat(converted.value().doubleValue()).isCloseTo(expected, within(expected * 1e-14));
    assertThat(converted.unit().code()).isEqualTo(to);
  }

  @Test
  void isExactWhereTheRatioIs() {
    assertThat(Quantity.of("123.45", THERM).in(KBTU).value()).isEqualByComparingTo("12345");
    assertThat(Quantity.of("0", THERM).in(KWH).value()).isZero();
    assertThat(Quantity.of("-2", THERM).in(KBTU).value()).isEqualByComparingTo("-200");
  }

  @Test
  void refusesUnitsOfDifferentThings() {
    assertThatThrownBy(() -> UnitConversion.between(KWH, CCF))
        .isInstanceOf(IncompatibleUnitsException.class)
        .hasMessage("cannot convert KWH (measured in J) to CCF (measured in LITER)");
    assertThatThrownBy(() -> Quantity.of("1", KWH).plus(Quantity.of("1", CF)))
        .isInstanceOf(IncompatibleUnitsException.class);
  }

  @Test
  void refusesFactorsThatAreNotPositive() {
    assertThatThrownBy(() -> Unit.of("X", "X", "0")).hasMessageContaining("must be positive");
    assertThatThrownBy(() -> UnitConversion.of(CF, KBTU, "-1"))
        .hasMessageContaining("must be positive");
    assertThatThrownBy(() -> Rational.parse("1/0")).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rational.parse("one")).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void heatContentLeadsFromVolumeToEnergy() {
    UnitConversion heat = UnitConversion.of(CF, KBTU, "1.026");

    UnitConversion conversion =
        UnitConversion.between(CCF, CF).then(heat).then(UnitConversion.between(KBTU, THERM));

    assertThat(conversion.apply(BigDecimal.TEN)).isEqualByComparingTo("10.26");
    assertThat(UnitConversion.between(CCF, CCF).then(heat).apply(BigDecimal.ONE))
        .as("the step between is found")
        .isEqualByComparingTo("102.6");
  }

  @Test
  void addsInTheUnitOfTheFirst() {
    assertThat(Quantity.of("1", THERM).plus(Quantity.of("50", KBTU)).value())
        .isEqualByComparingTo("1.5");
  }

  @Test
  void rationalIsInLowestTerms() {
    assertThat(Rational.parse("6/-4")).isEqualTo(Rational.parse("-1.5")).hasToString("-3/2");
    assertThat(Rational.parse("1.2e3")).hasToString("1200");
    assertThat(Rational.parse("1/3").toBigDecimal(MathContext.DECIMAL32)).hasToString("0.3333333");
  }

  @RepeatedTest(200)
  void roundTripAndTransitivityAreExact(RepetitionInfo repetition) {
    Random random = new Random(20260328L + repetition.getCurrentRepetition());
    Unit a = anyUnit(random, "A");
    Unit b = anyUnit(random, "B");
    Unit c = anyUnit(random, "C");
    UnitConversion ab = UnitConversion.between(a, b);

    assertThat(ab.then(ab.inverse()).factor()).isEqualTo(Rational.ONE);
    assertThat(ab.inverse()).isEqualTo(UnitConversion.between(b, a));
    assertThat(ab.then(UnitConversion.between(b, c))).isEqualTo(UnitConversion.between(a, c));
    assertThat(Rational.parse(ab.factor().toString())).isEqualTo(ab.factor());
  }

  @RepeatedTest(200)
  void valuesSurviveTheWayThereAndBack(RepetitionInfo repetition) {
    Random random = new Random(20260329L + repetition.getCurrentRepetition());
    UnitConversion conversion = UnitConversion.between(anyUnit(random, "A"), anyUnit(random, "B"));
    BigDecimal value = new BigDecimal(new BigInteger(40, random), random.nextInt(12) - 3);

    BigDecimal back = conversion.inverse().apply(conversion.apply(value));
    double plain = conversion.inverse().apply(conversion.apply(value.doubleValue()));

    BigDecimal tolerance = value.movePointLeft(32);
    assertThat(back.subtract(value).abs()).isLessThanOrEqualTo(tolerance);
    assertThat(plain).isCloseTo(value.doubleValue(), within(value.doubleValue() * 1e-15));
  }

  private static Unit anyUnit(Random random, String code) {
    BigDecimal numerator = new BigDecimal(new BigInteger(50, random).add(BigInteger.ONE), 9);
    return Unit.of(code, "base", numerator.toPlainString() + "/" + (1 + random.nextInt(86400)));
  }
}
