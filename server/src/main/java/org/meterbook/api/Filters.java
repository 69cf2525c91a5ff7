package org.meterbook.api;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** The filter of an operation that is no list, for its own use. */
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

  /** The conditions of the query parameter {@code filter}; other operators are refused. */
  public static List<Term> of(Call call, List<FilterField> fields) {
    String text = call.parameter("filter").orElse("");
    if (text.isBlank()) {
      return List.of();
    }
    DateRange.Today today =
        new DateRange.Today(
            LocalDate.ofInstant(call.now(), call.caller().zone()), call.caller().fiscalYearStart());
    return new FilterParser(text, fields, call.caller().zone(), today)
        .parse().stream().map(Filters::term).toList();
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
