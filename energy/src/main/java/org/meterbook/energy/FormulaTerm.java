package org.meterbook.energy;

/**
 * What the parser has read so far, with its kind.
 *
 * @param node its meaning
 * @param condition whether it is true or false and not a number
 * @param column where it begins, from 1
 */
record FormulaTerm(FormulaNode node, boolean condition, int column) {
  /** The same place, a number. */
  FormulaTerm toNumber(FormulaNode meaning) {
    return new FormulaTerm(meaning, false, column);
  }

  /** The node, which has to be a number. */
  FormulaNode number() {
    if (condition) {
      throw new FormulaException(
          column,
          "a number is expected, not a condition; write if(condition, a, b) to get one from it");
    }
    return node;
  }

  /** The node, which has to be a condition. */
  FormulaNode test() {
    if (!condition) {
      throw new FormulaException(
          column, "a condition is expected, not a number; compare it, as in channel(12) > 0");
    }
    return node;
  }
}
