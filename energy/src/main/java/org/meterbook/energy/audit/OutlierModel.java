package org.meterbook.energy.audit;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a value should be by earlier bills: a parabola over the outdoor temperature, fitted by least
 * squares, or their mean where the temperature of one of them is not known or does not vary.
 *
 * @param model what it should be
 * @param difference how far the value is above it
 * @param standardDeviation of the earlier values around the model
 * @param rSquared share of their variance that the model explains, 0 to 1
 * @param severity how bad it is
 */
public record OutlierModel(
    double model, double difference, double standardDeviation, double rSquared, Severity severity) {
  /** Bills that a model needs. */
  public static final int FEWEST = 12;

  /** Bills that it looks back on. */
  public static final int MOST = 24;

  /** A model is never believed to be better than this share of its value. */
  private static final double LEAST_SPREAD = 0.02;

  private static final int TERMS = 3;

  /** The square of the standard deviation. */
  public double variance() {
    return standardDeviation * standardDeviation;
  }

  /**
   * Judges a value.
   *
   * @param value what is to be judged
   * @param temperature of its days; NaN where not known
   * @param values those of earlier bills, the latest first; NaN where a bill does not say
   * @param temperatures of their days
   * @return empty where fewer than {@value #FEWEST} earlier bills say anything
   */
  public static Optional<OutlierModel> of(
      double value, double temperature, double[] values, double[] temperatures) {
    double[] x = new double[Math.min(MOST, values.length)];
    double[] y = new double[x.length];
    int n = 0;
    for (int i = 0; i < values.length && n < x.length; i++) {
      if (!Double.isNaN(values[i])) {
        x[n] = temperatures[i];
        y[n++] = values[i];
      }
    }
    if (n < FEWEST || Double.isNaN(value)) {
      return Optional.empty();
    }
    x = Arrays.copyOf(x, n);
    y = Arrays.copyOf(y, n);
    double mean = Arrays.stream(y).average().orElseThrow();
    boolean warm = !Double.isNaN(temperature) && Arrays.stream(x).noneMatch(Double::isNaN);
    double[] fitted = warm ? parabola(x, y).orElse(constant(mean)) : constant(mean);
    return Optional.of(judge(value, temperature, x, y, mean, fitted));
  }

  private static double[] constant(double mean) {
    return new double[] {mean, 0, 0};
  }

  private static OutlierModel judge(
      double value, double temperature, double[] x, double[] y, double mean, double[] fitted) {
    double residual = 0;
    double total = 0;
    for (int i = 0; i < x.length; i++) {
      residual += square(y[i] - at(fitted, x[i]));
      total += square(y[i] - mean);
    }
    boolean flat = fitted[1] == 0 && fitted[2] == 0;
    double spread = Math.sqrt(residual / (x.length - (flat ? 1 : TERMS)));
    double model = at(fitted, temperature);
    double believed = Math.max(spread, LEAST_SPREAD * Math.abs(model));
    double difference = value - model;
    double explained = total > 0 && !flat ? Math.clamp(1 - residual / total, 0, 1) : 0;
    Severity severity = believed > 0 ? Severity.of(difference / believed) : Severity.UNDETERMINED;
    return new OutlierModel(model, difference, spread, explained, severity);
  }

  private static double at(double[] fitted, double x) {
    return fitted[1] == 0 && fitted[2] == 0
        ? fitted[0]
        : fitted[0] + x * (fitted[1] + x * fitted[2]);
  }

  private static double square(double x) {
    return x * x;
  }

  /** Least squares of c + b·x + a·x², by the normal equations around the mean of x. */
  private static Optional<double[]> parabola(double[] x, double[] y) {
    double middle = Arrays.stream(x).average().orElseThrow();
    double[][] m = new double[TERMS][TERMS + 1];
    for (int i = 0; i < x.length; i++) {
      double[] powers = {1, x[i] - middle, square(x[i] - middle)};
      for (int r = 0; r < TERMS; r++) {
        for (int c = 0; c < TERMS; c++) {
          m[r][c] += powers[r] * powers[c];
        }
        m[r][TERMS] += powers[r] * y[i];
      }
    }
    return solve(m)
        .map(s ->
            new double[] {
              s[0] - s[1] * middle + s[2] * middle * middle, s[1] - 2 * s[2] * middle, s[2]
            });
  }

  /** Gauss with pivots; empty where the temperatures are too much alike. */
  private static Optional<double[]> solve(double[][] m) {
    for (int p = 0; p < TERMS; p++) {
      int best = p;
      for (int r = p + 1; r < TERMS; r++) {
        best = Math.abs(m[r][p]) > Math.abs(m[best][p]) ? r : best;
      }
      double[] swap = m[p];
      m[p] = m[best];
      m[best] = swap;
      if (Math.abs(m[p][p]) < 1e-6) {
        return Optional.empty();
      }
      for (int r = 0; r < TERMS; r++) {
        double factor = r == p ? 0 : m[r][p] / m[p][p];
        for (int c = p; c <= TERMS; c++) {
          m[r][c] -= factor * m[p][c];
        }
      }
    }
    double[] solution = new double[TERMS];
    for (int p = 0; p < TERMS; p++) {
      solution[p] = m[p][TERMS] / m[p][p];
    }
    return Optional.of(solution);
  }
}
