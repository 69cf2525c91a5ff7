package org.meterbook.ledger.list;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Condition;
import org.meterbook.api.Filters;
import org.meterbook.api.Matching;
import org.meterbook.api.Problem;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.StoredFilters;
import org.meterbook.store.Tables;

/** The bills of a stored list, for what is done to all of them. */
public final class ListedBills {
  /** Bills of one call. */
  private static final int MOST = 10_000;

  private ListedBills() {}

  /** The same of a list that a parameter names. */
  public static List<Integer> of(Call call, DataFields fields, int list) {
    return of(
        new Call(call.caller(), call.sql(), Map.of("listId", list), Map.of(), call.query()),
        fields);
  }

  /** The ids of the bills of the list that the path names, within the caller's bounds. */
  public static List<Integer> of(Call call, DataFields fields) {
    StoredList list = StoredList.ofPath(call);
    DataFields.Kind kind = fields.kind(list.kind());
    if (kind.id() != DataFields.BILLS) {
      throw Problem.invalid("listId", "is not a list of bills");
    }
    ListData.requireKind(call, kind);
    List<Condition> conditions =
        new StoredFilters(kind.fields()).conditions(list.filters(), Filters.when(call));
    Matching matching = new Matching(kind.listing().shape(), conditions, call.caller().zone());
    Map<String, @Nullable Object> parameters = matching.parameters();
    List<Integer> ids =
        call.sql()
            .list(
                "SELECT t.bill_id FROM %s%s ORDER BY t.bill_id LIMIT %d"
                    .formatted(matching.rows(), call.within(Tables.BILL, "t"), MOST + 1),
                parameters,
                row -> row.integer(1));
    if (ids.size() > MOST) {
      throw Problem.invalid("listId", "has more than %,d bills".formatted(MOST));
    }
    return ids;
  }
}
