package org.meterbook.ledger.datafield;

import java.util.ArrayList;
import java.util.List;
import org.meterbook.api.Condition;
import org.meterbook.api.Filters;
import org.meterbook.api.Problem;
import org.meterbook.store.Sql;
import tools.jackson.databind.json.JsonMapper;

/**
 * Filters as they are kept: each with all that is answered of it, so that whoever stored them finds
 * them as they were.
 *
 * @param fields what may be filtered by
 */
public record StoredFilters(List<DataField> fields) {
  private static final JsonMapper JSON = new JsonMapper();

  public StoredFilters {
    fields = List.copyOf(fields);
  }

  /**
   * Checks filters and makes what is kept of them.
   *
   * @param at the property that they were sent in, for refusals
   */
  public Sql.Json store(List<FilterEdit> filters, Filters.When when, String at) {
    List<FilterResponse> stored = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      FilterEdit filter = filters.get(i);
      String each = at + "[" + i + "]";
      DataField field = field(filter.fieldId(), each + ".fieldId");
      Condition condition =
          Filters.condition(field.field(), filter.operator(), filter.value(), when, each);
      stored.add(field.response(condition.operator().text(), filter.value()));
    }
    return new Sql.Json(JSON.writeValueAsString(stored));
  }

  /** What was stored, as conditions. */
  public List<Condition> conditions(String stored, Filters.When when) {
    List<Condition> conditions = new ArrayList<>();
    for (FilterResponse filter : responses(stored)) {
      DataField field = field(filter.fieldId(), "filters");
      conditions.add(
          Filters.condition(
              field.field(),
              String.valueOf(filter.operator()),
              filter.value(),
              when,
              "filters." + field.field().name()));
    }
    return conditions;
  }

  /** What was stored, as it is answered. */
  public static List<FilterResponse> responses(String stored) {
    return List.of(JSON.readValue(stored, FilterResponse[].class));
  }

  private DataField field(int id, String at) {
    return fields.stream()
        .filter(field -> field.id() == id)
        .findFirst()
        .orElseThrow(() -> Problem.invalid(at, "there is no such field here: " + id));
  }
}
