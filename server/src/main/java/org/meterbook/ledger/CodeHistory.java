package org.meterbook.ledger;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.store.Table;
import org.meterbook.store.Values;

/**
 * What a thing was called before: an account's former numbers, a meter's former serial numbers.
 *
 * @param owner the things
 * @param column the column of what they are called
 * @param history the table of what they were called, and until when
 */
public record CodeHistory(Table owner, String column, Table history) {
  private String previous() {
    return "previous_" + column;
  }

  /**
   * The latest former name, as clients see it.
   *
   * @param previous what the former name's property is called
   * @param until what the date's property is called
   */
  public Shape child(String model, String previous, String until) {
    return Shape.of(model, history)
        .field(previous, FieldType.TEXT, "$." + previous(), "what it was before")
        .field(until, FieldType.DATE_TIME, "$.end_date", "until then")
        .build();
  }

  /** Adds the latest former name alone, as a search shows it. */
  public Shape.Builder found(Shape.Builder shape, String previous, String meaning) {
    return shape
        .join("former", history, latest())
        .field(previous, FieldType.TEXT, "$former." + previous(), meaning);
  }

  /** The id of the latest former name, in the row of the thing. */
  public String latest() {
    return "(SELECT h.%s FROM %s h WHERE h.tenant_id = $.tenant_id AND h.%s = $.%3$s ORDER BY h.end_date DESC, h.%1$s DESC LIMIT 1)"
        .formatted(history.key(), history.name(), owner.key());
  }

  /**
   * Keeps the present name as a former one, if there is one and the new one is another; answers
   * whether it is.
   */
  public boolean change(Call call, int id, String next, @Nullable LocalDateTime date) {
    String text =
        "SELECT coalesce(t.%s, '') FROM %s t WHERE t.tenant_id = :tenant AND t.%s = :id"
            .formatted(column, owner.name(), owner.key());
    String present = call.sql().first(text, Map.of("id", id), row -> row.text(1)).orElseThrow();
    if (present.equals(next)) {
      return false;
    }
    if (!present.isEmpty()) {
      call.sql()
          .insert(
              history,
              Values.none()
                  .with(owner.key(), id)
                  .with(previous(), present)
                  .with("end_date", Objects.requireNonNullElse(date, call.today().atStartOfDay())));
    }
    return true;
  }
}
