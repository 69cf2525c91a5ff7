package org.meterbook.energy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact fraction in lowest terms with a positive denominator. Factors between units are kept as
 * fractions because many have no finite decimal expansion: 1 °F is 5/9 K, a gallon a minute is
 * 3.785411784/60 L/s.
 *
 * @param numerator any integer
 * @param denominator 1 or greater
 */
public record Rational(BigInteger numerator, BigInteger denominator) {
  /** The number 1. */
  public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

  /** Reduces to lowest terms; a zero denominator is refused. */
  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("denominator is zero");
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  /** The exact value of a finite decimal. */
  public static Rational of(BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    return value.scale() <= 0
        ? new Rational(unscaled.multiply(BigInteger.TEN.pow(-value.scale())), BigInteger.ONE)
        : new Rational(unscaled, BigInteger.TEN.pow(value.scale()));
  }

  /**
   * Reads a decimal ({@code 1055.05585262}) or a quotient of two decimals ({@code 5/9}, {@code
   * 3.785411784/60}).
   *
   * @throws NumberFormatException if the text is neither
   */
  public static Rational parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return of(new BigDecimal(text));
    }
    return of(new BigDecimal(text.substring(0, slash)))
        .dividedBy(of(new BigDecimal(text.substring(slash + 1))));
  }

  /** This number times another, exactly. */
  public Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /**
   * This number divided by another, exactly.
   *
   * @throws ArithmeticException if the other is zero
   */
  public Rational dividedBy(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** -1, 0 or 1 as this number is negative, zero or positive. */
  public int signum() {
    return numerator.signum();
  }

  /** The nearest decimal of the context's precision; exact where that precision suffices. */
  public BigDecimal toBigDecimal(MathContext context) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), context);
  }

  /** The nearest double. */
  public double doubleValue() {
    return toBigDecimal(MathContext.DECIMAL128).doubleValue();
  }

  /** A form that {@link #parse} reads back: {@code 5/9}, or {@code 3600} for an integer. */
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
