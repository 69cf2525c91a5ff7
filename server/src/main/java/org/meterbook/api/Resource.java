package org.meterbook.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Declares the operations over one shape, in the order in which they are written down. A plain
 * resource is one file of such declarations and the methods of its rules.
 */
public final class Resource {
  private final Operations operations;
  private final Shape shape;
  private final List<FilterField> filters = new ArrayList<>();

  Resource(Operations operations, Shape shape) {
    this.operations = operations;
    this.shape = shape;
  }

  // Filters
  // -------------------------------------------------------------------------------------------------------------------

  /** Filters on top-level fields, by their own names. */
  public Resource filters(String... names) {
    for (String name : names) {
      filter(name, name);
    }
    return this;
  }

  /** A filter on a property by its dotted path; through a list it holds when any item fits. */
  public Resource filter(String name, String path) {
    Member.Field field = Operations.field(shape, path);
    filters.add(new FilterField(name, field.type(), path, "", field.meaning()));
    return this;
  }

  /**
   * A filter on a condition of the row {@code $}, in which the compared expression stands in
   * braces.
   */
  public Resource filter(String name, FieldType type, String sql, String meaning) {
    filters.add(new FilterField(name, type, "", sql, meaning));
    return this;
  }

  /** The filters of another resource, whose shape this one's is searched like. */
  public Resource filters(List<FilterField> shared) {
    filters.addAll(shared);
    return this;
  }

  /** All filters declared so far; for operations that share them. */
  public List<FilterField> filters() {
    return List.copyOf(filters);
  }

  // Operations
  // ----------------------------------------------------------------------------------------------------------------

  /** A paged list. */
  public Resource page(String id, String path, String permission, String summary) {
    return listing(id, path, permission, true, "", summary);
  }

  /** A list without pages. */
  public Resource list(String id, String path, String permission, String summary) {
    return listing(id, path, permission, false, "", summary);
  }

  /**
   * A list of the rows that belong to the one the path names: {@code where} is a condition such as
   * {@code $.bill_id = :billId}; {@code :caller} is the user who asks, {@code :bounded} whether
   * that user has bounds.
   */
  public Resource listing(
      String id, String path, String permission, boolean paged, String where, String summary) {
    return add(
        id,
        "GET",
        path,
        permission,
        new Operation.Listing(shape, paged, where, List.copyOf(filters), Optional.empty()),
        summary);
  }

  /** A list that shows a caller without the permission only some fields. */
  public Resource reduced(
      String id,
      String path,
      boolean paged,
      String permission,
      List<String> fields,
      String summary) {
    var reduction = new Operation.Reduction(Permission.of(permission), fields);
    return add(
        id,
        "GET",
        path,
        "",
        new Operation.Listing(shape, paged, "", List.copyOf(filters), Optional.of(reduction)),
        summary);
  }

  /** One row. */
  public Resource one(String id, String path, String permission, String summary) {
    return oneWithin(id, path, permission, "", summary);
  }

  /** The one row that each datasource has in a table, with the id 1. */
  public Resource only(String id, String path, String permission, String summary) {
    return one(id, path, permission, summary);
  }

  /**
   * One row that must also satisfy a condition, such as {@code $.bill_id = :billId}, on the path's
   * other variables.
   */
  public Resource oneWithin(
      String id, String path, String permission, String where, String summary) {
    return add(
        id, "GET", path, permission, new Operation.Single(shape, where, Optional.empty()), summary);
  }

  /** The row that {@code work} finds for what the path names; 204 where there is none. */
  public Resource found(
      String id,
      String path,
      String permission,
      Function<Call, Optional<Integer>> work,
      String summary) {
    return add(
        id, "GET", path, permission, new Operation.Single(shape, "", Optional.of(work)), summary);
  }

  /** Makes a row; {@code work} answers its id. */
  public <R> Resource create(
      String id,
      String path,
      String permission,
      Class<R> body,
      ToIntBiFunction<Call, R> work,
      String summary) {
    return write(
        id,
        "POST",
        path,
        permission,
        body,
        (call, request) -> List.of(work.applyAsInt(call, request)),
        summary);
  }

  /** Replaces the row that the path's last variable names. */
  public <R> Resource edit(
      String id,
      String path,
      String permission,
      Class<R> body,
      BiConsumer<Call, R> work,
      String summary) {
    return write(
        id,
        "PUT",
        path,
        permission,
        body,
        (call, request) -> {
          work.accept(call, request);
          return List.of(call.id(last(path)));
        },
        summary);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('{') + 1, path.lastIndexOf('}'));
  }

  /** Writes and answers the rows whose one id {@code work} answers. */
  public <R> Resource write(
      String id,
      String method,
      String path,
      String permission,
      Class<R> body,
      BiFunction<Call, R, List<Integer>> work,
      String summary) {
    var action =
        new Operation.Write(
            Optional.of(new Operation.Body(body, false)),
            Optional.of(shape),
            false,
            (call, request) -> work.apply(call, cast(body, request)));
    return add(id, method, path, permission, action, summary);
  }

  /**
   * Does something without being told more, and answers the rows whose ids {@code work} answers.
   */
  public Resource act(
      String id,
      String method,
      String path,
      String permission,
      java.util.function.Function<Call, List<Integer>> work,
      String summary) {
    var action =
        new Operation.Write(
            Optional.empty(), Optional.of(shape), false, (call, _) -> work.apply(call));
    return add(id, method, path, permission, action, summary);
  }

  /**
   * Takes an array, all or nothing; {@code work} answers the ids of the rows to be shown, in order.
   */
  public <R> Resource writeAll(
      String id,
      String method,
      String path,
      String permission,
      Class<R> body,
      BiFunction<Call, List<R>, List<Integer>> work,
      String summary) {
    return writeAllWithin(id, method, path, permission, "", body, work, summary);
  }

  /** The same, of rows that must also satisfy a condition on the path's variables to be shown. */
  public <R> Resource writeAllWithin(
      String id,
      String method,
      String path,
      String permission,
      String where,
      Class<R> body,
      BiFunction<Call, List<R>, List<Integer>> work,
      String summary) {
    var action =
        new Operation.Write(
            Optional.of(new Operation.Body(body, true)),
            Optional.of(shape),
            true,
            where,
            (call, request) -> work.apply(call, Operations.items(body, request)));
    return add(id, method, path, permission, action, summary);
  }

  /** Takes an array, all or nothing; answers the one row whose id {@code work} answers. */
  public <R> Resource gather(
      String id,
      String method,
      String path,
      String permission,
      Class<R> body,
      ToIntBiFunction<Call, List<R>> work,
      String summary) {
    var action =
        new Operation.Write(
            Optional.of(new Operation.Body(body, true)),
            Optional.of(shape),
            false,
            (call, request) -> List.of(work.applyAsInt(call, Operations.items(body, request))));
    return add(id, method, path, permission, action, summary);
  }

  /** Removes; answers 204. */
  public Resource delete(
      String id,
      String path,
      String permission,
      java.util.function.Consumer<Call> work,
      String summary) {
    operations.delete(id, path, permission, work, summary);
    return this;
  }

  /**
   * Adds a query parameter to the operation declared last; a list's fixed condition names it {@code
   * :name}.
   */
  public Resource parameter(String name, FieldType type, String meaning) {
    operations.parameter(name, type, meaning);
    return this;
  }

  /** Adds a boolean query parameter, false where not given, to the operation declared last. */
  public Resource flag(String name, String meaning) {
    return parameter(name, FieldType.BOOLEAN, meaning);
  }

  /** Deprecates the operation declared last in favour of another. */
  public Resource deprecated(String version, String successor) {
    operations.deprecated(version, successor);
    return this;
  }

  private Resource add(
      String id,
      String method,
      String path,
      String permission,
      Operation.Action action,
      String summary) {
    operations.add(operations.operation(id, method, path, permission, action, summary));
    return this;
  }

  private static <R> R cast(Class<R> type, @Nullable Object request) {
    return java.util.Objects.requireNonNull(type.cast(request));
  }
}
