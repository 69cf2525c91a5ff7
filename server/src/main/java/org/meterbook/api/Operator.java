package org.meterbook.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The operators of a filter expression. */
public enum Operator {
  EQUALS("equals", Kind.COMPARISON),
  NOT_EQUALS("not equals", Kind.COMPARISON),
  LESS_THAN("less than", Kind.COMPARISON),
  LESS_THAN_EQUAL("less than equal", Kind.COMPARISON),
  GREATER_THAN("greater than", Kind.COMPARISON),
  GREATER_THAN_EQUAL("greater than equal", Kind.COMPARISON),
  LIKE("like", Kind.TEXT),
  NOT_LIKE("not like", Kind.TEXT),
  ONE_OF("one of", Kind.LIST),
  NOT_ONE_OF("not one of", Kind.LIST),
  BETWEEN("between", Kind.RANGE),
  NOT_BETWEEN("not between", Kind.RANGE),
  TODAY("today", Kind.SHORTCUT),
  YESTERDAY("yesterday", Kind.SHORTCUT),
  LAST_7_DAYS("last 7 days", Kind.SHORTCUT),
  LAST_14_DAYS("last 14 days", Kind.SHORTCUT),
  LAST_30_DAYS("last 30 days", Kind.SHORTCUT),
  LAST_60_DAYS("last 60 days", Kind.SHORTCUT),
  LAST_90_DAYS("last 90 days", Kind.SHORTCUT),
  CURRENT_MONTH("current month", Kind.SHORTCUT),
  PRIOR_MONTH("prior month", Kind.SHORTCUT),
  PRIOR_YEAR("prior year", Kind.SHORTCUT),
  PRIOR_FISCAL_YEAR("prior fiscal year", Kind.SHORTCUT),
  YEAR_TO_DATE("year-to-date*", Kind.SHORTCUT),
  YEAR_TO_PRIOR_MONTH("year-to-date**", Kind.SHORTCUT),
  FISCAL_YEAR_TO_DATE("fiscal year-to-date*", Kind.SHORTCUT),
  FISCAL_YEAR_TO_PRIOR_MONTH("fiscal year-to-date**", Kind.SHORTCUT),
  PRIOR_12_MONTHS("prior 12 months*", Kind.SHORTCUT),
  PRIOR_12_FULL_MONTHS("prior 12 months**", Kind.SHORTCUT);

  /** What an operator takes. */
  public enum Kind {
    /** One value. */
    COMPARISON,
    /** One value, on text only. */
    TEXT,
    /** One value or more. */
    LIST,
    /** Two values. */
    RANGE,
    /** No value: the range follows from the day. */
    SHORTCUT
  }

  /** Longest first, so that {@code less than equal} is not read as {@code less than}. */
  static final List<Operator> LONGEST_FIRST =
      Arrays.stream(values())
          .sorted(Comparator.comparingInt((Operator operator) -> operator.text.length()).reversed())
          .toList();

  private final String text;
  private final Kind kind;

  Operator(String text, Kind kind) {
    this.text = text;
    this.kind = kind;
  }

  /** As written in a filter. */
  public String text() {
    return text;
  }

  public Kind kind() {
    return kind;
  }

  /** How many values it takes, of so many given. */
  int wanted(int given) {
    return switch (kind) {
      case SHORTCUT -> 0;
      case LIST -> Math.max(1, given);
      case RANGE -> 2;
      case COMPARISON, TEXT -> 1;
    };
  }

  static Set<Operator> of(Kind... kinds) {
    List<Kind> wanted = List.of(kinds);
    Set<Operator> operators = EnumSet.noneOf(Operator.class);
    Arrays.stream(values())
        .filter(operator -> wanted.contains(operator.kind))
        .forEach(operators::add);
    return operators;
  }

  /**
   * The operator whose opposite this is, or itself: {@code not like} holds where {@code like} does
   * not, null included.
   */
  Operator positive() {
    return switch (this) {
      case NOT_EQUALS -> EQUALS;
      case NOT_LIKE -> LIKE;
      case NOT_ONE_OF -> ONE_OF;
      case NOT_BETWEEN -> BETWEEN;
      default -> this;
    };
  }
}
