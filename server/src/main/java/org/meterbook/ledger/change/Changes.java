package org.meterbook.ledger.change;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Table;

/**
 * Every creation, edit and deletion of what the caller may look at, in the order of commit: a
 * client that has seen all up to a number asks for what came after it, and has missed nothing.
 */
public final class Changes {
  private static final int USUAL = 250;
  private static final int MOST = 1000;
  static final String LIMIT = "the most that are answered: 250 where not given, at most 1000";

  private final Feed feed;

  private Changes(Operations operations) {
    this.feed = new Feed(operations);
  }

  record ChangeResponse(
      @Meaning("counts up without gaps in the order of commit; send the last one as since")
          long changeNumber,
      @Meaning("what changed, such as meter") String resource,
      @Meaning("its identifier; where it has one among others only, that of the row") long id,
      @Meaning("create, edit or delete") String kind,
      @Meaning("when") LocalDateTime date,
      @Meaning("identifier of the user who did it; null for the system")
          @Nullable Integer userId) {}

  public static void register(Operations operations) {
    Changes changes = new Changes(operations);
    operations
        .compute(
            "GetChanges",
            "GET",
            "/api/changes",
            "",
            ChangeResponse.class,
            true,
            (call, _) -> changes.after(call),
            "Lists what changed after a number, of the resources that the caller may look at.")
        .parameter("since", FieldType.LONG, "the last number seen; 0 where not given")
        .parameter(
            "resource", FieldType.TEXT, "only these, separated by commas; all where not given")
        .parameter("limit", FieldType.INTEGER, LIMIT);
    AuditLog.register(operations);
  }

  private List<ChangeResponse> after(Call call) {
    Map<String, Table> readable = feed.readable(call.caller());
    List<Table> tables =
        call.parameter("resource")
            .map(names -> named(names, readable))
            .orElse(List.copyOf(readable.values()));
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("since", number(call, "since", Long.MAX_VALUE).orElse(0L));
    parameters.put("tables", tables.stream().map(Table::name).toList());
    String text =
        """
        SELECT c.change_number, c.resource, c.entity_id, c.kind, c.made_at, c.user_id FROM change c
        WHERE c.tenant_id = :tenant AND c.change_number > :since AND c.resource = ANY(:tables)%s ORDER BY c.change_number LIMIT %d
        """
            .formatted(within(call, tables), limit(call));
    return call.sql()
        .list(
            text,
            parameters,
            row ->
                new ChangeResponse(
                    row.number(1),
                    Feed.noun(row.text(2)),
                    row.number(3),
                    row.text(4),
                    LocalDateTime.ofInstant(row.instant(5), call.caller().zone()),
                    row.integerOrNull(6)));
  }

  /**
   * Of what bounds apply to, a bounded caller hears what is within; of what is gone, its number.
   */
  private static String within(Call call, List<Table> tables) {
    String cases =
        tables.stream()
            .flatMap(table ->
                Feed.within(call, table)
                    .map(row -> " WHEN '" + table.name() + "' THEN EXISTS (" + row + ")")
                    .stream())
            .collect(Collectors.joining());
    return cases.isEmpty()
        ? ""
        : " AND (c.kind = 'delete' OR CASE c.resource" + cases + " ELSE true END)";
  }

  private static List<Table> named(String names, Map<String, Table> readable) {
    return List.of(names.split(",", -1)).stream()
        .map(name ->
            Optional.ofNullable(readable.get(name.strip().toLowerCase(java.util.Locale.ROOT)))
                .orElseThrow(() ->
                    Problem.invalid(
                        "resource",
                        "'%s' is none that you may look at; there are %s"
                            .formatted(
                                name.strip(),
                                readable.values().stream()
                                    .map(table -> Feed.noun(table.name()))
                                    .sorted()
                                    .collect(Collectors.joining(", "))))))
        .toList();
  }

  static long limit(Call call) {
    return Math.clamp(number(call, "limit", Integer.MAX_VALUE).orElse((long) USUAL), 1, MOST);
  }

  static Optional<Long> number(Call call, String name, long most) {
    return call.parameter(name)
        .map(text -> {
          if (!text.strip().matches("\\d{1,18}")) {
            throw Problem.invalid(name, "must be a whole number from 0, not '" + text + "'");
          }
          return Math.min(Long.parseLong(text.strip()), most);
        });
  }
}
