package org.meterbook.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1; 1",
        "1.5; 1.5",
        ".5; 0.5",
        "1e3; 1000",
        "1.5E-1; 0.15",
        "1 + 2 * 3; 7",
        "(1 + 2) * 3; 9",
        "10 - 4 - 3; 3",
        "100 / 10 / 5; 2",
        "2 ^ 3 ^ 2; 512",
        "-2 ^ 2; -4",
        "(-2) ^ 2; 4",
        "2 ^ -1; 0.5",
        "2 * -3; -6",
        "--4; 4",
        "abs(-3); 3",
        "MIN(3, 1, 2); 1",
        "Max(3, 1, 2); 3",
        "round(2.5); 3",
        "round(-2.5); -3",
        "round(2.675, 2); 2.68",
        "round(1250, -2); 1300",
        "sqrt(16); 4",
        "ln(exp(2)); 2",
        "log10(1000); 3",
        "if(1 < 2, 10, 20); 10",
        "if(2 <= 1, 10, 20); 20",
        "if(1 > 2, 10, 20); 20",
        "if(2 >= 2, 10, 20); 10",
        "if(1 = 1, 10, 20); 10",
        "if(1 <> 1, 10, 20); 20",
        "if(and(1 < 2, 2 < 3, 4 < 3), 1, 0); 0",
        "if(or(2 < 1, (2 < 3)), 1, 0); 1",
        "if(not(or(2 < 1, and(3 < 2))), 1, 0); 1",
        "if(1 + 1 = 2, if(2 < 1, 3, 4), 5); 4",
        "channel(12) - Channel ( 7 ); 5",
        "channel(2147483647); 2147483647",
        "-0; 0",
      })
  void evaluates(String text, double expected) {
    assertThat(Formula.parse(text).evaluate(id -> id)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel(1)",
        "channel(1) * 0",
        "channel(1) ^ 0",
        "1 ^ channel(1)",
        "min(1, channel(1))",
        "max(channel(1), 1)",
        "round(channel(1))",
        "if(channel(1) < 1, 1, 1)",
        "if(channel(1) <> 1, 1, 1)",
        "if(and(1 > 2, channel(1) > 2), 1, 2)",
        "if(or(1 < 2, not(channel(1) > 2)), 1, 2)",
        "if(1 < 2, channel(1), 2)",
        "1 / 0",
        "0 / 0",
        "1 / (1 / 0)",
        "1 / -0",
        "exp(1000)",
        "exp(-exp(1000))",
        "min(5, 1e308 * 10)",
        "sqrt(-1)",
        "ln(0)",
        "log10(-1)",
        "0 ^ -1",
        "(-8) ^ (1 / 3)",
        "channel(2)",
      })
  void whatIsNotKnownStaysAGap(String text) {
    double value =
        Formula.parse(text).evaluate(id -> id == 1 ? Double.NaN : Double.POSITIVE_INFINITY);
    assertThat(value).isNaN();
  }

  @Test
  void onlyTheBranchTakenCounts() {
    Formula formula = Formula.parse("if(channel(1) > 0, channel(1), channel(2) / 0)");

    assertThat(formula.evaluate(id -> id == 1 ? 5 : Double.NaN)).isEqualTo(5);
    assertThat(formula.evaluate(id -> -5)).isNaN();
    assertThat(formula.channels()).containsExactly(1, 2);
  }

  @Test
  void namesItsChannelsOnceAndInOrder() {
    Formula formula = Formula.parse("channel(30) + CHANNEL( 007 )*2 - channel(30)");

    assertThat(formula.channels()).isEqualTo(new TreeSet<>(List.of(7, 30)));
    assertThatThrownBy(() -> formula.channels().add(1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(formula.render(id -> "Meter " + id))
        .isEqualTo("[Meter 30] + [Meter 7]*2 - [Meter 30]");
    assertThat(Formula.parse(" 1+2 ").render(id -> "none")).isEqualTo(" 1+2 ");
    assertThat(formula).hasToString("channel(30) + CHANNEL( 007 )*2 - channel(30)");
    assertThat(formula).isEqualTo(Formula.parse(formula.toString()));
    assertThat(formula).hasSameHashCodeAs(Formula.parse(formula.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; 1; the formula is empty; write for example channel(12) * 2",
        "1 +; 4; write a number, channel(ID), a function or \"(\" instead of the end",
        "1 + * 2; 5; instead of \"*\"",
        "+1; 1; instead of \"+\"",
        "(1; 3; write \")\" instead of the end",
        "1); 2; write an operator such as + or the end instead of \")\"",
        "2 3; 3; write an operator such as + or the end instead of \"3\"",
        "1,5; 2; instead of \",\"",
        "1.; 1; \"1.\" is not a number; write 1, 1.5, .5 or 1e3",
        "3 + 12kwh; 5; \"12kwh\" is not a number",
        "1.2.3; 1; \"1.2.3\" is not a number",
        "1e999; 1; 1e999 is too large; write at most 1.7e308",
        "2 × 3; 3; \"×\" has no meaning here; write numbers, channel(ID), functions",
        "1 😀; 3; \"😀\" has no meaning here",
        "foo(1); 1; there is no function \"foo\"; there are abs, min, max, round, sqrt",
        "sqrt 4; 6; write \"(\" instead of \"4\"",
        "1 + sqrt(1, 2); 5; sqrt takes 1 argument, not 2",
        "abs(); 1; abs takes 1 argument, not 0",
        "min(); 1; min takes 1 or more arguments, not 0",
        "round(1, 2, 3); 1; round takes 1 or 2 arguments, not 3",
        "if(1 < 2, 3); 1; if takes 3 arguments, not 2",
        "round(1, 1.5); 10; the digits of round are a whole number from -15 to 15",
        "round(1, 16); 10; the digits of round are a whole number",
        "round(1, channel(2)); 10; the digits of round are a whole number",
        "1 < 2; 1; a number is expected, not a condition; write if(condition, a, b)",
        "1 + (1 < 2); 5; a number is expected, not a condition",
        "and(1 < 2) + 1; 1; a number is expected, not a condition",
        "-(1 < 2); 2; a number is expected, not a condition",
        "(1 < 2) = 1; 1; a number is expected, not a condition",
        "if(1, 2, 3); 4; a condition is expected, not a number; compare it",
        "if(not(1), 2, 3); 8; a condition is expected, not a number",
        "if(1 < 2, 3 < 4, 5); 11; a number is expected, not a condition",
        "if(1 < 2 < 3, 4, 5); 10; only two values can be compared; join comparisons with and(",
        "if(1 == 2, 4, 5); 7; instead of \"=\"",
        "channel(0); 9; write the id of a channel, a whole number from 1 to 2147483647 instead of",
        "channel(2147483648); 9; write the id of a channel",
        "channel(99999999999999999999); 9; write the id of a channel",
        "channel(1.5); 9; write the id of a channel",
        "channel(-1); 9; write the id of a channel",
        "channel(1 + 1); 11; write \")\" instead of \"+\"",
        "channel; 8; write \"(\" instead of the end",
      })
  void namesColumnAndRemedy(String text, int column, String problem) {
    FormulaException refused =
        catchThrowableOfType(FormulaException.class, () -> Formula.parse(text));

    assertThat(refused).hasMessageStartingWith("column " + column + ": ");
    assertThat(refused).hasMessageContaining(problem);
    assertThat(refused.column()).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource({"(, 1, )", "abs(, 1, )", "-, 1, ''", "2^, 1, ''", "'max(1,', 1, )"})
  void isNestedAtMost64Deep(String open, String inner, String close) {
    assertThat(Formula.parse(open.repeat(64) + inner + close.repeat(64)).evaluate(id -> id))
        .isIn(1.0, 2.0, Double.NaN);
    assertThatThrownBy(() -> Formula.parse(open.repeat(65) + inner + close.repeat(65)))
        .hasMessageEndingWith("nested more than 64 deep; split the formula over several channels");
  }

  @Test
  void isAtMost4000Long() {
    assertThat(Formula.parse("1" + "+1".repeat(1999) + " ").evaluate(id -> id)).isEqualTo(2000);
    assertThatThrownBy(() -> Formula.parse("1" + "+1".repeat(2000)))
        .hasMessage(
            "column 4001: the formula has 4001 characters, 4000 are allowed;"
                + " split it over several channels");
    assertThat(Formula.parse("9".repeat(300)).evaluate(id -> id)).isEqualTo(1e300);
    assertThatThrownBy(() -> Formula.parse("channel(" + "9".repeat(3900) + ")"))
        .isInstanceOf(FormulaException.class);
  }

  @Test
  void listsItsFunctions() {
    assertThat(Formula.FUNCTIONS)
        .containsExactly(
            "abs", "min", "max", "round", "sqrt", "ln", "log10", "exp", "if", "and", "or", "not");
  }
}
