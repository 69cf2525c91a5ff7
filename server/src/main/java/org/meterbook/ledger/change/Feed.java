package org.meterbook.ledger.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.meterbook.api.Call;
import org.meterbook.api.Caller;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Permission;
import org.meterbook.api.Shape;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Whose changes a caller may hear of: of that which an operation shows the caller. */
final class Feed {
  /** A table, and the permissions of an operation that reads it. */
  private record Read(Table table, List<Permission> anyOf) {}

  /** Tables that are not called what clients call their rows. */
  private static final Map<String, String> NOUNS =
      Map.of("app_user", "user", "carbon_collection", "collection");

  /** What is somebody's own, and of no interest to those who keep a copy of the books. */
  private static final Set<String> PERSONAL =
      Set.of("notification", "task", "api_key", "data_list", "webhook_log");

  /** What belongs to something that is bounded, by the name of which it refers to it. */
  private static final Map<String, Table> OWNERS =
      Map.of(
          "meter_group_member", Tables.METER,
          "place_group_member", Tables.PLACE,
          "place_size", Tables.PLACE,
          "schedule", Tables.PLACE,
          "account_alert", Tables.ACCOUNT,
          "account_meter_rate", Tables.ACCOUNT_METER,
          "form_template", Tables.ACCOUNT_METER,
          "flag", Tables.BILL);

  private final Operations operations;
  private volatile List<Read> reads = List.of();

  Feed(Operations operations) {
    this.operations = operations;
  }

  /** The tables by the names under which clients know them, in lower case. */
  Map<String, Table> readable(Caller caller) {
    Map<String, Table> readable = new TreeMap<>();
    for (Read read : reads()) {
      if (read.anyOf().isEmpty() || caller.may(read.anyOf())) {
        readable.put(noun(read.table().name()).toLowerCase(Locale.ROOT), read.table());
      }
    }
    return readable;
  }

  /** Collected once, at the first call: when a feature is declared, the later ones are not. */
  private List<Read> reads() {
    if (reads.isEmpty()) {
      List<Read> found = new ArrayList<>();
      for (Operation operation : operations.all()) {
        shape(operation)
            .map(Shape::table)
            .filter(table -> !table.shared() && !table.isWide() && !table.name().endsWith("_udf"))
            .filter(table -> !PERSONAL.contains(table.name()))
            .ifPresent(table -> found.add(new Read(table, operation.anyOf())));
      }
      reads = List.copyOf(found);
    }
    return reads;
  }

  private static Optional<Shape> shape(Operation operation) {
    return switch (operation.action()) {
      case Operation.Listing listing when listing.reduction().isEmpty() ->
          Optional.of(listing.shape());
      case Operation.Single single -> Optional.of(single.shape());
      case Operation.Write write -> write.answer();
      default -> Optional.empty();
    };
  }

  /**
   * A statement that finds the row of a line {@code c} of the log within the caller's bounds; empty
   * where nothing bounds it.
   */
  static Optional<String> within(Call call, Table table) {
    Table owner = OWNERS.getOrDefault(table.name(), table);
    String bounds = call.within(owner, "o");
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "SELECT 1 FROM %s t JOIN %s o ON o.tenant_id = t.tenant_id AND o.%s = t.%3$s WHERE t.tenant_id = c.tenant_id AND t.%s = c.entity_id%s"
            .formatted(table.name(), owner.name(), owner.key(), table.key(), bounds));
  }

  /** {@code account_meter} is known as {@code accountMeter}. */
  static String noun(String table) {
    String name = NOUNS.getOrDefault(table, table);
    StringBuilder noun = new StringBuilder();
    for (String word : name.split("_", -1)) {
      noun.append(
          noun.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return noun.toString();
  }

  /** The table of what clients know under a name. */
  static String table(String noun) {
    return NOUNS.entrySet().stream()
        .filter(known -> known.getValue().equalsIgnoreCase(noun))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> Values.column(noun));
  }
}
