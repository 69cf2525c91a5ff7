package org.meterbook.api;

import java.util.List;
import java.util.OptionalInt;
import org.meterbook.store.Scope;

/** The SQL that the engine runs, for a benchmark to run it by itself. */
public final class CompiledSql {
  private CompiledSql() {}

  /** The statement of a page of a list, with question marks. */
  public static String page(
      Operations operations, String operation, Scope scope, int size, boolean skipping) {
    Operation.Listing listing = (Operation.Listing) action(operations, operation);
    Query.Rows.Page rows =
        new Query.Rows.Page(listing.where(), OptionalInt.of(size), skipping, true);
    return text(new Query(listing.shape(), Selection.ALL, rows, List.of(), Ordering.BY_ID), scope);
  }

  /** The statement of a page of a list between two values of a filter, which it names so. */
  public static String between(
      Operations operations, String operation, Scope scope, int size, String filter) {
    Operation.Listing listing = (Operation.Listing) action(operations, operation);
    FilterField field =
        listing.filters().stream().filter(each -> each.name().equals(filter)).findFirst().get();
    Condition condition = new Condition(field, Operator.BETWEEN, List.of(0, 1));
    Query.Rows.Page rows = new Query.Rows.Page(listing.where(), OptionalInt.of(size), false, true);
    return text(
        new Query(listing.shape(), Selection.ALL, rows, List.of(condition), Ordering.BY_ID), scope);
  }

  /** The statements of what is nested in the rows of a page, with {@code :keys} of the rows. */
  public static List<String> children(Operations operations, String operation, Scope scope) {
    Operation.Listing listing = (Operation.Listing) action(operations, operation);
    Query.Rows.Page rows = new Query.Rows.Page("", OptionalInt.of(1), false, true);
    Query query = new Query(listing.shape(), Selection.ALL, rows, List.of(), Ordering.BY_ID);
    return Compiler.compile(query, scope.bounded()).children().stream()
        .map(child -> child.plan().sql().named())
        .toList();
  }

  /** The statement of one row. */
  public static String single(Operations operations, String operation, Scope scope) {
    Operation.Single single = (Operation.Single) action(operations, operation);
    return text(
        new Query(
            single.shape(),
            Selection.ALL,
            new Query.Rows.ByIds(single.where(), true),
            List.of(),
            Ordering.BY_ID),
        scope);
  }

  private static Operation.Action action(Operations operations, String id) {
    return operations.all().stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow()
        .action();
  }

  /** With the parameters by name, as pgbench takes them. */
  private static String text(Query query, Scope scope) {
    return Compiler.compile(query, scope.bounded()).sql().named();
  }
}
