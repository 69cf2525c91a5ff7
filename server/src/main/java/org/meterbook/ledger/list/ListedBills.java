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
  /** Bills of a call that looks at each. */
  private static final int MOST = 10_000;

  /** Bills of a call that does the same to all. */
  private static final int MOST_ALIKE = 50_000;

  private ListedBills() {}

  /** The same of a list that a parameter names. */
  public static List<Integer> of(Call call, DataFields fields, int list) {
    return of(
        new Call(call.caller(), call.sql(), Map.of("listId", list), Map.of(), call.query()),
        fields);
  }

  /** The ids of the bills of the list that the path names, within the caller's bounds. */
  public static List<Integer> of(Call call, DataFields fields) {
    return atMost(call, fields, MOST);
  }

  /** The same, for what is one statement for all of them. */
  static List<Integer> alike(Call call, DataFields fields) {
    return atMost(call, fields, MOST_ALIKE);
  }

  private static List<Integer> atMost(Call call, DataFields fields, int most) {
    StoredList list = StoredList.ofPath(call);
    DataFields.Kind kind = fields.kind(list.kind());
    if (kind.id() != DataFields.BILLS) {
      throw Problem.invalid("listId", "is a list of " + kind.info() + ", not of bills");
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
                    .formatted(matching.rows(), call.within(Tables.BILL, "t"), most + 1),
                parameters,
                row -> row.integer(1));
    if (ids.size() > most) {
      throw Problem.invalid(
          "listId", "has more than %,d bills; narrow it by filters".formatted(most));
    }
    return ids;
  }
}
