package org.meterbook.api;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that are not the filter of a list: of computed operations, and stored ones. */
public final class Filters {
  /**
   * A condition that can be met in one way only: an equality, or a span of time.
   *
   * @param name the field, as it is declared
   * @param value what it equals; not of a time
   * @param from first moment of a span, inclusive; of a time only
   * @param to its end, exclusive
   */
  public record Term(String name, Object value, LocalDateTime from, LocalDateTime to) {}

  private Filters() {}

  /** The conditions of the query parameter {@code filter}, as a list has them. */
  public static List<Condition> conditions(Call call, List<FilterField> fields) {
    String text = call.parameter("filter").orElse("");
    When when = when(call);
    return text.isBlank()
        ? List.of()
        : new FilterParser(text, fields, when.zone(), when.today()).parse();
  }

  /** The conditions of the query parameter {@code filter}; other operators are refused. */
  public static List<Term> of(Call call, List<FilterField> fields) {
    String text = call.parameter("filter").orElse("");
    if (text.isBlank()) {
      return List.of();
    }
    When when = when(call);
    return new FilterParser(text, fields, when.zone(), when.today())
        .parse().stream().map(Filters::term).toList();
  }

  /** What dates in values depend on. */
  public static When when(Call call) {
    return new When(
        call.caller().zone(),
        new DateRange.Today(
            LocalDate.ofInstant(call.now(), call.caller().zone()),
            call.caller().fiscalYearStart()));
  }

  /**
   * What dates in values depend on.
   *
   * @param zone in which dates with an offset are read
   * @param today what the shortcuts depend on
   */
  public record When(ZoneId zone, DateRange.Today today) {}

  /**
   * One condition, from its parts; several values stand between {@code |}.
   *
   * @param at names the part of the request in refusals: {@code filters[0]}
   */
  public static Condition condition(
      FilterField field, String operator, @Nullable String value, When when, String at) {
    Operator known =
        field.operators().stream()
            .filter(each -> each.text().equalsIgnoreCase(operator.strip()))
            .findFirst()
            .orElseThrow(() ->
                Problem.invalid(
                    at + ".operator",
                    "must be one of "
                        + String.join(
                            ", ", field.operators().stream().map(Operator::text).toList())));
    if (known.kind() == Operator.Kind.SHORTCUT) {
      return new Condition(field, known, List.of(DateRange.of(known, when.today())));
    }
    boolean many = known.kind() == Operator.Kind.LIST || known.kind() == Operator.Kind.RANGE;
    List<String> texts =
        value == null ? List.of() : many ? List.of(value.split("\\|", -1)) : List.of(value);
    if (texts.size() != known.wanted(texts.size())) {
      throw Problem.invalid(
          at + ".value",
          known.kind() == Operator.Kind.RANGE
              ? "must be two values with | between them"
              : "is required");
    }
    List<Object> values = new java.util.ArrayList<>();
    for (String text : texts) {
      values.add(
          FilterParser.convert(field, text, when.zone())
              .orElseThrow(() ->
                  Problem.invalid(
                      at + ".value",
                      "must be %s, not '%s'".formatted(FilterParser.expected(field), text))));
    }
    return new Condition(field, known, List.copyOf(values));
  }

  private static Term term(Condition condition) {
    Operator operator = condition.operator();
    boolean fits =
        switch (operator) {
          case EQUALS -> true;
          case BETWEEN -> condition.field().type().isTime();
          default -> operator.kind() == Operator.Kind.SHORTCUT;
        };
    if (!fits) {
      throw Problem.invalid(
          "filter",
          "'%s' is not supported on %s here".formatted(operator.text(), condition.field().name()));
    }
    Object first = condition.values().getFirst();
    return first instanceof DateRange range
        ? new Term(
            condition.field().name(),
            range,
            range.from(),
            ((DateRange) condition.values().getLast()).to())
        : new Term(condition.field().name(), first, LocalDateTime.MIN, LocalDateTime.MIN);
  }
}
