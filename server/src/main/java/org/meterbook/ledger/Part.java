package org.meterbook.ledger;

import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.store.Table;
import org.meterbook.store.Values;

/** Something that belongs to what stands before it in the path, such as an account's alert. */
public final class Part {
  private Part() {}

  /** The id of the path's variable, if its row belongs to that of the other one. */
  public static int of(Call call, Table table, String variable, String owner) {
    int id = call.id(variable);
    String text =
        "SELECT 1 FROM %s t WHERE t.tenant_id = :tenant AND t.%s = :id AND t.%s = :owner"
            .formatted(table.name(), table.key(), Values.column(owner));
    if (!call.sql().exists(text, Map.of("id", id, "owner", call.id(owner)))) {
      throw Problem.notFound(
          "There is no %s %d there.".formatted(table.name().replace('_', ' '), id));
    }
    return id;
  }
}
