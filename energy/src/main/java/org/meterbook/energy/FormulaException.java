package org.meterbook.energy;

/** A formula cannot be read; the message names the column, what is wrong there and the remedy. */
public class FormulaException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int column;

  /**
   * Composes the message.
   *
   * @param column where in the text, from 1
   * @param problem what is wrong there and what to write instead
   */
  public FormulaException(int column, String problem) {
    super("column " + column + ": " + problem);
    this.column = column;
  }

  /** Where in the text, in characters from 1; one after the last when something is missing. */
  public int column() {
    return column;
  }
}
