package org.meterbook.energy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import org.meterbook.energy.FormulaNode.Chain;
import org.meterbook.energy.FormulaNode.Step;
import org.meterbook.energy.FormulaToken.Kind;

/** Reads one formula by recursive descent, a method for each rule of {@link Formula}'s grammar. */
final class FormulaParser {
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "=", "<>");
  private static final Set<String> SUMS = Set.of("+", "-");
  private static final Set<String> PRODUCTS = Set.of("*", "/");

  private final String text;
  private final List<FormulaToken> tokens;
  private final List<FormulaReference> references = new ArrayList<>();
  private final SortedSet<Integer> channels = new TreeSet<>();
  private int next;
  private int depth;

  FormulaParser(String text) {
    if (text.length() > Formula.MAXIMUM_LENGTH) {
      throw new FormulaException(
          Formula.MAXIMUM_LENGTH + 1,
          "the formula has %d characters, %d are allowed; split it over several channels"
              .formatted(text.length(), Formula.MAXIMUM_LENGTH));
    }
    this.text = text;
    this.tokens = FormulaToken.scan(text);
  }

  Formula parse() {
    if (peek().kind() == Kind.END) {
      throw new FormulaException(1, "the formula is empty; write for example channel(12) * 2");
    }
    FormulaNode root = comparison().number();
    if (peek().kind() != Kind.END) {
      throw unexpected("an operator such as + or the end");
    }
    return new Formula(
        text, root, List.copyOf(references), Collections.unmodifiableSortedSet(channels));
  }

  private FormulaTerm comparison() {
    FormulaTerm left = sum();
    if (!isAny(COMPARISONS)) {
      return left;
    }
    DoubleBinaryOperator operator = operator(take());
    Step step = new Step(operator, sum().number());
    if (isAny(COMPARISONS)) {
      throw new FormulaException(
          peek().column(), "only two values can be compared; join comparisons with and(..., ...)");
    }
    return new FormulaTerm(new Chain(left.number(), List.of(step)), true, left.column());
  }

  private FormulaTerm sum() {
    return row(SUMS, () -> row(PRODUCTS, this::signed));
  }

  private FormulaTerm row(Set<String> operators, Supplier<FormulaTerm> operand) {
    FormulaTerm first = operand.get();
    List<Step> steps = new ArrayList<>();
    while (isAny(operators)) {
      DoubleBinaryOperator operator = operator(take());
      steps.add(new Step(operator, operand.get().number()));
    }
    return steps.isEmpty() ? first : first.toNumber(new Chain(first.number(), steps));
  }

  private FormulaTerm signed() {
    if (!peek().is("-")) {
      return power();
    }
    FormulaToken sign = take();
    FormulaNode operand = nested(sign, this::signed).number();
    return new FormulaTerm(new FormulaNode.Unary(value -> -value, operand), false, sign.column());
  }

  private FormulaTerm power() {
    FormulaTerm base = primary();
    if (!peek().is("^")) {
      return base;
    }
    FormulaToken sign = take();
    Step step = new Step(operator(sign), nested(sign, this::signed).number());
    return base.toNumber(new Chain(base.number(), List.of(step)));
  }

  private FormulaTerm primary() {
    FormulaToken token = peek();
    if (token.kind() == Kind.NUMBER) {
      return new FormulaTerm(new FormulaNode.Constant(number(take())), false, token.column());
    }
    if (token.kind() == Kind.NAME) {
      take();
      return token.text().equalsIgnoreCase("channel") ? channel(token) : call(token);
    }
    if (!token.is("(")) {
      throw unexpected("a number, channel(ID), a function or \"(\"");
    }
    take();
    FormulaTerm inner = nested(token, this::comparison);
    expect(")");
    return new FormulaTerm(inner.node(), inner.condition(), token.column());
  }

  private FormulaTerm channel(FormulaToken name) {
    expect("(");
    FormulaToken id = peek();
    int channel = id.kind() == Kind.NUMBER ? id.toInt() : 0;
    if (channel < 1) {
      throw unexpected("the id of a channel, a whole number from 1 to " + Integer.MAX_VALUE);
    }
    take();
    references.add(new FormulaReference(name.start(), expect(")").end(), channel));
    channels.add(channel);
    return new FormulaTerm(new FormulaNode.Channel(channel), false, name.column());
  }

  private FormulaTerm call(FormulaToken name) {
    FormulaFunction function =
        FormulaFunction.named(name.text())
            .orElseThrow(() ->
                new FormulaException(
                    name.column(),
                    "there is no function \"%s\"; there are %s and channel"
                        .formatted(name.text(), String.join(", ", Formula.FUNCTIONS))));
    expect("(");
    List<FormulaTerm> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      arguments.add(nested(name, this::comparison));
      while (peek().is(",")) {
        take();
        arguments.add(nested(name, this::comparison));
      }
    }
    expect(")");
    return new FormulaTerm(function.of(name, arguments), function.isCondition(), name.column());
  }

  private FormulaTerm nested(FormulaToken opening, Supplier<FormulaTerm> rule) {
    if (depth == Formula.MAXIMUM_DEPTH) {
      throw new FormulaException(
          opening.column(),
          "nested more than %d deep; split the formula over several channels"
              .formatted(Formula.MAXIMUM_DEPTH));
    }
    depth++;
    FormulaTerm term = rule.get();
    depth--;
    return term;
  }

  private static double number(FormulaToken token) {
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw new FormulaException(
          token.column(), "%s is too large; write at most 1.7e308".formatted(token.text()));
    }
    return value;
  }

  private static DoubleBinaryOperator operator(FormulaToken token) {
    return switch (token.text()) {
      case "+" -> Double::sum;
      case "-" -> (a, b) -> a - b;
      case "*" -> (a, b) -> a * b;
      case "/" -> (a, b) -> a / b;
      case "^" -> Math::pow;
      case "<" -> (a, b) -> a < b ? 1 : 0;
      case "<=" -> (a, b) -> a <= b ? 1 : 0;
      case ">" -> (a, b) -> a > b ? 1 : 0;
      case ">=" -> (a, b) -> a >= b ? 1 : 0;
      case "=" -> (a, b) -> a == b ? 1 : 0;
      case "<>" -> (a, b) -> a != b ? 1 : 0;
      default -> throw new IllegalArgumentException(token.described());
    };
  }

  private boolean isAny(Set<String> symbols) {
    return peek().kind() == Kind.SYMBOL && symbols.contains(peek().text());
  }

  private FormulaToken expect(String symbol) {
    if (!peek().is(symbol)) {
      throw unexpected('"' + symbol + '"');
    }
    return take();
  }

  private FormulaException unexpected(String expected) {
    return new FormulaException(
        peek().column(), "write %s instead of %s".formatted(expected, peek().described()));
  }

  private FormulaToken peek() {
    return tokens.get(next);
  }

  private FormulaToken take() {
    return tokens.get(next++);
  }
}
