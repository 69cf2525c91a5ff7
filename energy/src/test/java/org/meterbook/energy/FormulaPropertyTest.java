package org.meterbook.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Writes random formulas and calculates each at the same time, without parsing it. */
class FormulaPropertyTest {
  private final StringBuilder text = new StringBuilder();
  private Random random = new Random(0);
  private double[] channels = {};

  @RepeatedTest(1000)
  void agreesWithWhatWasMeant(RepetitionInfo repetition) {
    random = new Random(20261121L + repetition.getCurrentRepetition());
    channels = random.doubles(5, -2, 10).toArray();
    if (random.nextInt(4) == 0) {
      channels[random.nextInt(channels.length)] = Double.NaN;
    }
    Double expected = sum(3) + 0.0;

    Formula formula = Formula.parse(text.toString());

    assertThat(formula.evaluate(id -> channels[id - 1])).as(text.toString()).isEqualTo(expected);
    assertThat(formula.render("channel(%d)"::formatted).replaceAll("[\\[\\]]", ""))
        .isEqualTo(text.toString());
  }

  @RepeatedTest(500)
  void refusesRubbishWithAColumnInIt(RepetitionInfo repetition) {
    random = new Random(20261122L + repetition.getCurrentRepetition());
    channels = new double[5];
    sum(3);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      text.replace(at, at + random.nextInt(2), "()+-*/^<>=,.e1a!".charAt(random.nextInt(16)) + "");
    }

    try {
      Formula.parse(text.toString()).evaluate(_ -> 1);
    } catch (FormulaException refused) {
      assertThat(refused.column()).isBetween(1, text.length() + 1);
    }
  }

  private double sum(int depth) {
    double value = product(depth);
    while (random.nextInt(4) == 0) {
      boolean plus = random.nextBoolean();
      write(plus ? "+" : " - ");
      double right = product(depth);
      value = known(plus ? value + right : value - right);
    }
    return value;
  }

  private double product(int depth) {
    double value = signed(depth);
    while (random.nextInt(5) == 0) {
      boolean times = random.nextBoolean();
      write(times ? "*" : " / ");
      double right = signed(depth);
      value = known(times ? value * right : value / right);
    }
    return value;
  }

  private double signed(int depth) {
    if (random.nextInt(6) == 0) {
      write("-");
      return -signed(depth);
    }
    double base = primary(depth);
    if (random.nextInt(10) != 0) {
      return base;
    }
    write("^");
    double exponent = signed(depth);
    return Double.isNaN(exponent) || Double.isNaN(base)
        ? Double.NaN
        : known(Math.pow(base, exponent));
  }

  private double primary(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 2)) {
      case 0 -> number();
      case 1 -> channel();
      case 2 -> enclosed("(", () -> sum(depth - 1));
      case 3 -> enclosed("Abs(", () -> Math.abs(sum(depth - 1)));
      case 4 -> enclosed("sqrt(", () -> Math.sqrt(sum(depth - 1)));
      case 5 -> enclosed("max(", () -> Math.max(sum(depth - 1), after(() -> sum(depth - 1))));
      default -> enclosed("if(", () -> choice(depth - 1));
    };
  }

  private double number() {
    String[] numbers = {"0", "1", "2.5", ".25", "1e2", "3E-1", "7"};
    String number = numbers[random.nextInt(numbers.length)];
    write(number);
    return Double.parseDouble(number);
  }

  private double channel() {
    int id = 1 + random.nextInt(channels.length);
    write("channel(" + id + ")");
    return channels[id - 1];
  }

  private double choice(int depth) {
    double condition = condition(depth);
    double then = after(() -> sum(depth));
    double otherwise = after(() -> sum(depth));
    return Double.isNaN(condition) ? Double.NaN : condition > 0 ? then : otherwise;
  }

  /** 1, 0, or NaN where a value compared is not known. */
  private double condition(int depth) {
    return switch (random.nextInt(depth > 0 ? 4 : 1)) {
      case 1 -> enclosed("not(", () -> 1 - condition(depth - 1));
      case 2 -> enclosed("and(", () -> condition(depth - 1) * after(() -> condition(depth - 1)));
      case 3 ->
          enclosed("or(", () -> Math.max(condition(depth - 1), after(() -> condition(depth - 1))));
      default -> comparison(depth);
    };
  }

  private double comparison(int depth) {
    double left = sum(depth);
    boolean less = random.nextBoolean();
    write(less ? "<" : " >= ");
    double right = sum(depth);
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return Double.NaN;
    }
    return (less ? left < right : left >= right) ? 1 : 0;
  }

  private double enclosed(String open, DoubleSupplier inner) {
    write(open);
    double value = known(inner.getAsDouble());
    write(")");
    return value;
  }

  private double after(DoubleSupplier next) {
    write(", ");
    return next.getAsDouble();
  }

  private void write(String part) {
    text.append(part);
  }

  private static double known(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }
}
