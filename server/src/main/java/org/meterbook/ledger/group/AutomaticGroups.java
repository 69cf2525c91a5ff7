package org.meterbook.ledger.group;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.meterbook.api.Operations;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.store.Database;

/**
 * Keeps the members of automatic groups up: every transaction that changes what their filters look
 * at changes the members too, and nobody ever sees the one without the other.
 */
public final class AutomaticGroups {
  private AutomaticGroups() {}

  /**
   * Begins to.
   *
   * @param operations what lists may be filtered by; asked for with the first change
   */
  public static void keep(Database database, Supplier<Operations> operations) {
    AtomicReference<Optional<List<Members>>> made = new AtomicReference<>(Optional.empty());
    database.beforeCommit(sql ->
        made.updateAndGet(known -> known.or(() -> Optional.of(members(operations.get()))))
            .orElseThrow()
            .forEach(members -> members.follow(sql)));
  }

  private static List<Members> members(Operations operations) {
    DataFields fields = new DataFields(operations);
    return GroupKind.ALL.stream().map(kind -> new Members(kind, fields)).toList();
  }
}
