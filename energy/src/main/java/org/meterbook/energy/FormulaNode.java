package org.meterbook.energy;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * A part of a parsed formula. Every value is finite or NaN; a condition is 1, 0 or NaN. What stands
 * in a row, such as a sum, is one node with many steps, so that the tree is never deeper than the
 * text is nested.
 */
sealed interface FormulaNode {
  /** The value where each channel has the value given. */
  double evaluate(IntToDoubleFunction channelValue);

  /** A number as written. */
  record Constant(double value) implements FormulaNode {
    @Override
    public double evaluate(IntToDoubleFunction channelValue) {
      return value;
    }
  }

  /** The value of a channel. */
  record Channel(int id) implements FormulaNode {
    @Override
    public double evaluate(IntToDoubleFunction channelValue) {
      return finite(channelValue.applyAsDouble(id));
    }
  }

  /** One operand; the operator is not asked about NaN. */
  record Unary(DoubleUnaryOperator operator, FormulaNode operand) implements FormulaNode {
    @Override
    public double evaluate(IntToDoubleFunction channelValue) {
      double value = operand.evaluate(channelValue);
      return Double.isNaN(value) ? Double.NaN : finite(operator.applyAsDouble(value));
    }
  }

  /** A first value and what is done to it from left to right; no operator is asked about NaN. */
  record Chain(FormulaNode first, List<Step> steps) implements FormulaNode {
    @Override
    public double evaluate(IntToDoubleFunction channelValue) {
      double value = first.evaluate(channelValue);
      for (int i = 0; i < steps.size() && !Double.isNaN(value); i++) {
        Step step = steps.get(i);
        double operand = step.operand.evaluate(channelValue);
        value =
            Double.isNaN(operand)
                ? Double.NaN
                : finite(step.operator.applyAsDouble(value, operand));
      }
      return value;
    }
  }

  /** One step of a chain. */
  record Step(DoubleBinaryOperator operator, FormulaNode operand) {}

  /** The one or the other branch. */
  record Choice(FormulaNode condition, FormulaNode then, FormulaNode otherwise)
      implements FormulaNode {
    @Override
    public double evaluate(IntToDoubleFunction channelValue) {
      double chosen = condition.evaluate(channelValue);
      if (Double.isNaN(chosen)) {
        return Double.NaN;
      }
      return (chosen == 1 ? then : otherwise).evaluate(channelValue);
    }
  }

  /** Infinite is not known; and there is one zero only, lest 0 and -0 differ in an export. */
  private static double finite(double value) {
    return Double.isFinite(value) ? value + 0.0 : Double.NaN;
  }
}
