package org.meterbook.energy;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * How a calculated channel follows from others, such as {@code channel(12) - max(channel(7), 0)}.
 * Immutable and thread-safe; parse once, evaluate for each interval.
 *
 * <pre>
 * comparison = sum [("<" | "<=" | ">" | ">=" | "=" | "<>") sum]
 * sum        = product {("+" | "-") product}
 * product    = signed {("*" | "/") signed}
 * signed     = "-" signed | power
 * power      = primary ["^" signed]
 * primary    = number | "(" comparison ")" | "channel" "(" id ")"
 *            | function "(" comparison {"," comparison} ")"
 * </pre>
 *
 * <p>So {@code ^} binds from the right and before the sign: {@code 2^3^2} is 512 and {@code -2^2}
 * is -4. Numbers have a decimal point and perhaps an exponent (1, 1.5, .5, 1e3), ids are 1 to
 * 2147483647, upper and lower case are the same. A comparison stands only where a condition is
 * taken: first in {@code if(condition, a, b)} and within {@code and}, {@code or}, {@code not}.
 * {@code round(x, digits)} takes a whole number of digits, -15 to 15 and 0 when left out, and
 * rounds the decimal value half away from zero.
 */
public final class Formula {
  /** How long the text may be, in characters. */
  public static final int MAXIMUM_LENGTH = 4000;

  /** How many parentheses, functions, signs and exponents may be open in one another. */
  public static final int MAXIMUM_DEPTH = 64;

  /** The functions by name, in lower case, for documentation; {@code channel} is not among them. */
  public static final List<String> FUNCTIONS =
      Arrays.stream(FormulaFunction.values()).map(FormulaFunction::text).toList();

  private final String text;
  private final FormulaNode root;
  private final List<FormulaReference> references;
  private final SortedSet<Integer> channels;

  Formula(
      String text,
      FormulaNode root,
      List<FormulaReference> references,
      SortedSet<Integer> channels) {
    this.text = text;
    this.root = root;
    this.references = references;
    this.channels = channels;
  }

  /**
   * Reads a formula.
   *
   * @param text at most {@value #MAXIMUM_LENGTH} characters, nested at most {@value #MAXIMUM_DEPTH}
   *     deep; blanks are free
   * @throws FormulaException if it does not follow the grammar
   */
  public static Formula parse(String text) {
    return new FormulaParser(text).parse();
  }

  /** The ids of the channels it names, each once. Unmodifiable. */
  public SortedSet<Integer> channels() {
    return channels;
  }

  /**
   * The value for one interval. NaN is "not known": an input that is NaN, a division by zero and
   * every intermediate result that is not finite make the result NaN, even as {@code NaN^0}, {@code
   * min(1, NaN)} or within a condition. Of {@code if} only the branch taken counts, and only it is
   * asked for its channels; {@code and} and {@code or} look at all of their conditions.
   *
   * @param channelValue the value of a channel in this interval, NaN for a gap; asked once for each
   *     place that names it
   * @return a finite number or NaN
   */
  public double evaluate(IntToDoubleFunction channelValue) {
    return root.evaluate(channelValue);
  }

  /**
   * The formula for readers: each {@code channel(12)} replaced by {@code [name]}, all else as
   * written.
   *
   * @param channelName the name of a channel; it is not escaped
   */
  public String render(IntFunction<String> channelName) {
    StringBuilder rendered = new StringBuilder();
    int written = 0;
    for (FormulaReference reference : references) {
      rendered.append(text, written, reference.start());
      rendered.append('[').append(channelName.apply(reference.channel())).append(']');
      written = reference.end();
    }
    return rendered.append(text, written, text.length()).toString();
  }

  /** Whether the other is written the same, blanks included. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Formula formula && formula.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text it was parsed from. */
  @Override
  public String toString() {
    return text;
  }
}
