package org.meterbook.ledger.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The order of the custom fields of one type: from 1, without gaps. */
final class UdfOrder {
  private final Sql sql;
  private final String type;

  UdfOrder(Sql sql, String type) {
    this.sql = sql;
    this.type = type;
    sql.lock(Tables.UDF, List.of(type.hashCode()));
  }

  /** The fields in their order. */
  List<Integer> ids() {
    return sql.list(
        "SELECT u.udf_id FROM udf u WHERE u.tenant_id = :tenant AND u.udf_type = :type ORDER BY u.display_order, u.udf_id",
        Map.of("type", type),
        row -> row.integer(1));
  }

  /** Puts a field at a place, counted from 1; the others make room. */
  void place(int id, int place) {
    List<Integer> ids = new ArrayList<>(ids());
    ids.remove((Integer) id);
    ids.add(Math.clamp(place - 1L, 0, ids.size()), id);
    set(ids);
  }

  /** Closes the gap that a removed field leaves. */
  void close() {
    set(ids());
  }

  void set(List<Integer> ids) {
    for (int n = 0; n < ids.size(); n++) {
      Map<String, Integer> wanted = Map.of("id", ids.get(n), "order", n + 1);
      if (sql.exists(
          "SELECT 1 FROM udf u WHERE u.tenant_id = :tenant AND u.udf_id = :id AND u.display_order <> :order",
          wanted)) {
        sql.update(Tables.UDF, ids.get(n), Values.none().with("display_order", n + 1));
      }
    }
  }
}
