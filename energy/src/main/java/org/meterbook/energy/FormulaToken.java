package org.meterbook.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a formula.
 *
 * @param kind what it is
 * @param text as written; empty at the end
 * @param start index of its first character
 */
record FormulaToken(Kind kind, String text, int start) {
  private static final Pattern WORD =
      Pattern.compile(
          """
          (?<blank>[\\s\\xA0]+)\
          |(?<number>(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?(?![\\w.]))\
          |(?<name>[A-Za-z][A-Za-z0-9_]*)\
          |(?<symbol><=|>=|<>|[-+*/^(),<>=])\
          """);
  private static final Pattern NUMBER_LIKE = Pattern.compile("[\\w.]+");

  /** What a word can be. */
  enum Kind {
    NUMBER,
    NAME,
    SYMBOL,
    END
  }

  /**
   * The words of a formula, without the blanks and with one {@code END} after the last.
   *
   * @throws FormulaException at the first character that belongs to no word
   */
  static List<FormulaToken> scan(String text) {
    List<FormulaToken> tokens = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!word.region(at, text.length()).lookingAt()) {
        throw new FormulaException(at + 1, problem(text, at));
      }
      if (word.group("number") != null) {
        tokens.add(new FormulaToken(Kind.NUMBER, word.group(), at));
      } else if (word.group("name") != null) {
        tokens.add(new FormulaToken(Kind.NAME, word.group(), at));
      } else if (word.group("symbol") != null) {
        tokens.add(new FormulaToken(Kind.SYMBOL, word.group(), at));
      }
      at = word.end();
    }
    tokens.add(new FormulaToken(Kind.END, "", text.length()));
    return tokens;
  }

  private static String problem(String text, int at) {
    Matcher number = NUMBER_LIKE.matcher(text).region(at, text.length());
    if (number.lookingAt()) {
      return "\"%s\" is not a number; write 1, 1.5, .5 or 1e3".formatted(number.group());
    }
    return "\"%s\" has no meaning here; write numbers, channel(ID), functions, + - * / ^ and ( )"
        .formatted(Character.toString(text.codePointAt(at)));
  }

  /** Whether it is this symbol. */
  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** Where it begins, from 1. */
  int column() {
    return start + 1;
  }

  /** Index after its last character. */
  int end() {
    return start + text.length();
  }

  /** As a whole number without sign, point and exponent, or -1 if it is none up to 2^31 - 1. */
  int toInt() {
    String digits = text.replaceFirst("^0+(?=.)", "");
    return digits.matches("\\d{1,10}") && Long.parseLong(digits) <= Integer.MAX_VALUE
        ? Integer.parseInt(digits)
        : -1;
  }

  /** How a message names it. */
  String described() {
    return kind == Kind.END ? "the end" : '"' + text + '"';
  }
}
