package org.meterbook.interval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.energy.Formula;
import org.meterbook.energy.FormulaException;
import org.meterbook.store.Tables;

/**
 * What is to be said of a formula: it names main channels of other data points that the caller
 * sees.
 *
 * @param formula as it was read; null if it cannot be
 * @param message what is wrong with it; empty if nothing is
 * @param names of the channels that it names, as far as the caller sees them
 */
record FormulaCheck(@Nullable Formula formula, String message, Map<Integer, String> names) {
  private static final String INPUTS =
      """
      SELECT c.channel_id, c.data_point_id, c.is_primary_value, coalesce(p.data_point_info || ': ' || c.channel_info, '')
      FROM channel c LEFT JOIN data_point p ON p.tenant_id = c.tenant_id AND p.data_point_id = c.data_point_id
      WHERE c.tenant_id = :tenant AND c.channel_id = ANY(:ids)
      """;

  private record Input(int id, @Nullable Integer dataPoint, boolean primary, String name) {
    String fault(@Nullable Integer own) {
      if (dataPoint == null) {
        return "channel %d is a meter's; a formula names channels of data points".formatted(id);
      }
      if (dataPoint.equals(own)) {
        return "channel %d belongs to the same data point; a formula names channels of others"
            .formatted(id);
      }
      return primary
          ? ""
          : "channel %d is not the primary value channel of its data point".formatted(id);
    }
  }

  /**
   * Looks at a formula.
   *
   * @param own the data point that it is for; null if that is not known
   */
  static FormulaCheck of(Call call, String text, @Nullable Integer own) {
    Formula formula;
    try {
      formula = Formula.parse(text);
    } catch (FormulaException e) {
      return new FormulaCheck(null, String.valueOf(e.getMessage()), Map.of());
    }
    if (formula.channels().isEmpty()) {
      return new FormulaCheck(
          formula, "names no channel; write for example channel(12) * 2", Map.of());
    }
    Map<Integer, Input> inputs = new HashMap<>();
    call.sql()
        .list(
            INPUTS + call.within(Tables.CHANNEL, "c"),
            Map.of("ids", List.copyOf(formula.channels())),
            row -> new Input(row.integer(1), row.integerOrNull(2), row.bool(3), row.text(4)))
        .forEach(input -> inputs.put(input.id(), input));
    Map<Integer, String> names = new HashMap<>();
    inputs.values().stream()
        .filter(input -> input.dataPoint() != null)
        .forEach(input -> names.put(input.id(), input.name()));
    for (int id : formula.channels()) {
      Input input = inputs.get(id);
      String fault =
          input == null
              ? "there is no channel %d that you may use".formatted(id)
              : input.fault(own);
      if (!fault.isEmpty()) {
        return new FormulaCheck(formula, fault, names);
      }
    }
    return new FormulaCheck(formula, "", names);
  }

  boolean valid() {
    return message.isEmpty();
  }

  /** The formula with names, not ids, as far as they are known; null if it cannot be read. */
  @Nullable String resolved() {
    return formula == null ? null : formula.render(id -> names.getOrDefault(id, "channel " + id));
  }
}
