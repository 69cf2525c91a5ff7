package org.meterbook.ledger.search;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.meterbook.api.Call;
import org.meterbook.api.Reading;
import org.meterbook.api.Shape;
import tools.jackson.databind.JsonNode;

/**
 * One kind of thing that is searched.
 *
 * @param id what its identifier is called, as in {@code accountId:123}
 * @param shape what a hit looks like
 * @param permission without it nothing is found
 * @param texts columns of which one has to contain what is looked for, the code first; none: found
 *     by its id only
 * @param or a further condition on {@code t} and {@code :query}, beginning with {@code OR}, or
 *     empty
 */
record Searched(String id, Shape shape, String permission, List<String> texts, String or) {
  Searched {
    // The wrapper that clients expect around each hit is part of its shape.
    shape = Shape.of(shape.name(), shape.table()).group("result", shape, "what was found").build();
  }

  /** The hits within the caller's bounds, those first whose code is what is looked for. */
  List<JsonNode> find(Call call, Question question) {
    if (!call.caller().may(permission)) {
      return List.of();
    }
    boolean byId = question.names(id) || texts.isEmpty() && question.names("");
    List<Integer> ids =
        byId
            ? question.id().stream().boxed().toList()
            : question.isText() && !texts.isEmpty() ? ids(call, question) : List.of();
    return ids.isEmpty() ? List.of() : shown(call, ids);
  }

  private List<Integer> ids(Call call, Question question) {
    String text =
        """
        SELECT t.%1$s FROM %2$s t WHERE t.tenant_id = :tenant AND (strpos(lower(concat_ws(chr(10), %3$s)), lower(:query)) > 0%4$s)%5$s
        ORDER BY (lower(t.%6$s) = lower(:query)) DESC, t.%6$s, t.%1$s LIMIT %7$d
        """
            .formatted(
                shape.table().key(),
                shape.table().name(),
                "t." + String.join(", t.", texts),
                or,
                call.within(shape.table(), "t"),
                texts.getFirst(),
                question.limit());
    return call.sql().list(text, Map.of("query", question.text()), row -> row.integer(1));
  }

  private List<JsonNode> shown(Call call, List<Integer> ids) {
    String where = "$." + shape.table().key() + " = ANY(:ids::int[])";
    return Reading.rows(call, shape, where, Map.of("ids", ids), OptionalInt.empty()).stream()
        .sorted(Comparator.comparingInt(row -> ids.indexOf(row.path("result").path(id).intValue())))
        .toList();
  }
}
