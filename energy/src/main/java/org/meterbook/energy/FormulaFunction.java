package org.meterbook.energy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The functions a formula may call. */
enum FormulaFunction {
  ABS(1, 1),
  MIN(1, Integer.MAX_VALUE),
  MAX(1, Integer.MAX_VALUE),
  ROUND(1, 2),
  SQRT(1, 1),
  LN(1, 1),
  LOG10(1, 1),
  EXP(1, 1),
  IF(3, 3),
  AND(1, Integer.MAX_VALUE),
  OR(1, Integer.MAX_VALUE),
  NOT(1, 1);

  /** From how many digits before the point to how many after it can be rounded. */
  static final int MAXIMUM_DIGITS = 15;

  private final int minimum;
  private final int maximum;

  FormulaFunction(int minimum, int maximum) {
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /** The function of this name in whatever case. */
  static Optional<FormulaFunction> named(String name) {
    for (FormulaFunction function : values()) {
      if (function.name().equalsIgnoreCase(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /** The name as documented, in lower case. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean takesCondition(int argument) {
    return switch (this) {
      case IF -> argument == 0;
      case AND, OR, NOT -> true;
      case ABS, MIN, MAX, ROUND, SQRT, LN, LOG10, EXP -> false;
    };
  }

  /** Whether the result is a condition and not a number. */
  boolean isCondition() {
    return switch (this) {
      case AND, OR, NOT -> true;
      case IF, ABS, MIN, MAX, ROUND, SQRT, LN, LOG10, EXP -> false;
    };
  }

  /**
   * A call of it.
   *
   * @param name where it is called, for the message
   * @throws FormulaException if there are too few or too many arguments or one is of the wrong kind
   */
  FormulaNode of(FormulaToken name, List<FormulaTerm> arguments) {
    if (arguments.size() < minimum || arguments.size() > maximum) {
      throw new FormulaException(
          name.column(), "%s takes %s, not %d".formatted(text(), arity(), arguments.size()));
    }
    List<FormulaNode> nodes = new ArrayList<>();
    for (FormulaTerm argument : arguments) {
      nodes.add(takesCondition(nodes.size()) ? argument.test() : argument.number());
    }
    if (this == ROUND && nodes.size() == 2 && !isDigits(nodes.get(1))) {
      throw new FormulaException(
          arguments.get(1).column(),
          "the digits of round are a whole number from -%1$d to %1$d, written out"
              .formatted(MAXIMUM_DIGITS));
    }
    return node(nodes);
  }

  private String arity() {
    if (maximum == Integer.MAX_VALUE) {
      return "%d or more arguments".formatted(minimum);
    }
    String most = maximum == 1 ? "1 argument" : maximum + " arguments";
    return minimum == maximum ? most : "%d or %s".formatted(minimum, most);
  }

  /** Whether it is known without a channel, and whole, and small enough. */
  private static boolean isDigits(FormulaNode node) {
    double digits = node.evaluate(_ -> Double.NaN);
    return digits == Math.rint(digits) && Math.abs(digits) <= MAXIMUM_DIGITS;
  }

  /** A condition is 1 or 0, so the least of several is "and", the greatest "or". */
  private FormulaNode node(List<FormulaNode> arguments) {
    return switch (this) {
      case ABS -> unary(Math::abs, arguments);
      case MIN, AND -> folding(Math::min, arguments);
      case MAX, OR -> folding(Math::max, arguments);
      case ROUND -> rounding(arguments);
      case SQRT -> unary(Math::sqrt, arguments);
      case LN -> unary(Math::log, arguments);
      case LOG10 -> unary(Math::log10, arguments);
      case EXP -> unary(Math::exp, arguments);
      case IF -> new FormulaNode.Choice(arguments.get(0), arguments.get(1), arguments.get(2));
      case NOT -> unary(condition -> 1 - condition, arguments);
    };
  }

  private static FormulaNode unary(DoubleUnaryOperator operator, List<FormulaNode> arguments) {
    return new FormulaNode.Unary(operator, arguments.getFirst());
  }

  private static FormulaNode folding(DoubleBinaryOperator operator, List<FormulaNode> arguments) {
    List<FormulaNode.Step> steps =
        arguments.stream()
            .skip(1)
            .map(argument -> new FormulaNode.Step(operator, argument))
            .toList();
    return new FormulaNode.Chain(arguments.getFirst(), steps);
  }

  private static FormulaNode rounding(List<FormulaNode> arguments) {
    int digits = arguments.size() == 1 ? 0 : (int) arguments.get(1).evaluate(_ -> Double.NaN);
    return new FormulaNode.Unary(value -> round(value, digits), arguments.getFirst());
  }

  private static double round(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
  }
}
