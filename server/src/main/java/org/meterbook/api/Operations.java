package org.meterbook.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Table;
import org.meterbook.store.Values;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/** The operations of the server, collected at start. */
public final class Operations {
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final List<Variable> variables = new ArrayList<>();

  private final Set<String> texts = new HashSet<>();
  private final Map<String, Named> named = new LinkedHashMap<>();
  private BiFunction<Caller, String, Optional<String>> opener = (_, _) -> Optional.empty();

  /**
   * A variable that names a row by something else than its id.
   *
   * @param column of the row's text, compared in any letter case; of several the row with the
   *     lowest id is meant
   */
  public record Named(Table table, String column) {}

  /** What a variable stands for in paths that have this part. */
  private record Variable(String part, String name, Table table) {}

  /** Makes tables known by name to {@link Rules.Refers} and by key to the variables of paths. */
  public Operations tables(Collection<Table> known) {
    known.forEach(table -> tables.put(table.name(), table));
    return this;
  }

  /** Begins the declaration of a resource. */
  public Resource resource(Shape shape) {
    return new Resource(this, shape);
  }

  /** An operation whose answer is computed. */
  public Operations compute(
      String id,
      String method,
      String path,
      String permission,
      Class<?> answer,
      boolean many,
      BiFunction<Call, @Nullable Object, @Nullable Object> work,
      String summary) {
    return add(
        operation(
            id,
            method,
            path,
            permission,
            new Operation.Compute(Optional.empty(), answer, many, !method.equals("GET"), work),
            summary));
  }

  /** An operation whose answer is computed from a body. */
  public <R> Operations compute(
      String id,
      String method,
      String path,
      String permission,
      Class<R> body,
      Class<?> answer,
      BiFunction<Call, R, @Nullable Object> work,
      String summary) {
    BiFunction<Call, @Nullable Object, @Nullable Object> typed =
        (call, request) -> work.apply(call, java.util.Objects.requireNonNull(body.cast(request)));
    var action =
        new Operation.Compute(
            Optional.of(new Operation.Body(body, false)), answer, false, true, typed);
    return add(operation(id, method, path, permission, action, summary));
  }

  /**
   * An operation whose answer is computed from an object that is taken as it comes, or from none.
   *
   * @param documented describes what may be sent
   */
  public Operations computeLoose(
      String id,
      String method,
      String path,
      Class<?> documented,
      Class<?> answer,
      BiFunction<Call, ObjectNode, @Nullable Object> work,
      String summary) {
    BiFunction<Call, @Nullable Object, @Nullable Object> typed =
        (call, body) -> work.apply(call, (ObjectNode) java.util.Objects.requireNonNull(body));
    var action =
        new Operation.Compute(
            Optional.of(new Operation.Body(documented, false, true)), answer, false, true, typed);
    return add(operation(id, method, path, "", action, summary));
  }

  /** An operation whose answer is computed from an array. */
  public <R> Operations computeAll(
      String id,
      String method,
      String path,
      String permission,
      Class<R> item,
      Class<?> answer,
      BiFunction<Call, java.util.List<R>, @Nullable Object> work,
      String summary) {
    BiFunction<Call, @Nullable Object, @Nullable Object> typed =
        (call, request) -> work.apply(call, items(item, request));
    var action =
        new Operation.Compute(
            Optional.of(new Operation.Body(item, true)), answer, false, true, typed);
    return add(operation(id, method, path, permission, action, summary));
  }

  /** An operation on an array, all or nothing, that answers 204. */
  public <R> Operations act(
      String id,
      String method,
      String path,
      String permission,
      Class<R> item,
      BiConsumer<Call, List<R>> work,
      String summary) {
    var action =
        new Operation.Write(
            Optional.of(new Operation.Body(item, true)),
            Optional.empty(),
            false,
            (call, request) -> {
              work.accept(call, items(item, request));
              return List.of();
            });
    return add(operation(id, method, path, permission, action, summary));
  }

  /** An operation on an object that answers 204. */
  public <R> Operations actOn(
      String id,
      String method,
      String path,
      String permission,
      Class<R> body,
      BiConsumer<Call, R> work,
      String summary) {
    var action =
        new Operation.Write(
            Optional.of(new Operation.Body(body, false)),
            Optional.empty(),
            false,
            (call, request) -> {
              work.accept(call, java.util.Objects.requireNonNull(body.cast(request)));
              return List.of();
            });
    return add(operation(id, method, path, permission, action, summary));
  }

  /** The items of an array that was bound. */
  static <R> List<R> items(Class<R> item, @Nullable Object request) {
    return ((List<?>) java.util.Objects.requireNonNull(request))
        .stream().map(item::cast).map(java.util.Objects::requireNonNull).toList();
  }

  /** Says of the computed operation declared last that it answers an array. */
  public Operations many() {
    replaceLast(o -> {
      Operation.Compute compute = (Operation.Compute) o.action();
      return o.with(
          new Operation.Compute(
              compute.body(), compute.answer(), true, compute.writes(), compute.work()));
    });
    return this;
  }

  /** An operation that takes in a large body. */
  public Operations intake(
      String id, String path, String permission, Operation.Intake action, String summary) {
    return intake(id, "POST", path, permission, action, summary);
  }

  /** The same by another method. */
  public Operations intake(
      String id,
      String method,
      String path,
      String permission,
      Operation.Intake action,
      String summary) {
    return add(operation(id, method, path, permission, action, summary));
  }

  /**
   * An operation that does something outside of the database; see {@link Operation.Outward}.
   *
   * @param <R> the body; not used where there is none
   * @param <T> what is to be done
   * @param <U> what came of it
   */
  @SuppressWarnings("unchecked")
  public <R, T, U> Operations outward(
      String id,
      String method,
      String path,
      String permission,
      Optional<Class<R>> body,
      Class<?> answer,
      BiFunction<Call, R, T> find,
      Function<T, U> work,
      BiFunction<Call, U, ?> note,
      String summary) {
    var action =
        new Operation.Outward(
            body.map(type -> new Operation.Body(type, false)),
            answer,
            (call, request) -> find.apply(call, (R) request),
            found -> work.apply((T) found),
            (call, done) -> note.apply(call, (U) done));
    return add(operation(id, method, path, permission, action, summary));
  }

  /** An operation that streams its answer. */
  public Operations stream(
      String id,
      String path,
      String permission,
      Class<?> answer,
      Operation.StreamWork work,
      String summary) {
    return add(operation(id, "GET", path, permission, new Operation.Stream(answer, work), summary));
  }

  /** An operation that hands out a file. */
  public Operations download(
      String id,
      String path,
      String permission,
      Function<Call, Operation.File> work,
      String summary) {
    return add(operation(id, "GET", path, permission, new Operation.Download(work), summary));
  }

  /** An operation that hands out a file that a body says. */
  public <R> Operations download(
      String id,
      String path,
      String permission,
      Class<R> body,
      BiFunction<Call, R, Operation.File> work,
      String summary) {
    var action =
        new Operation.Download(
            Optional.of(new Operation.Body(body, false)),
            (call, request) ->
                work.apply(call, java.util.Objects.requireNonNull(body.cast(request))));
    return add(operation(id, "POST", path, permission, action, summary));
  }

  /** An operation that makes a file and hands it out, though nothing is sent. */
  public Operations makes(
      String id,
      String path,
      String permission,
      Function<Call, Operation.File> work,
      String summary) {
    return add(operation(id, "POST", path, permission, new Operation.Download(work), summary));
  }

  /** An operation that removes and answers 204. */
  public Operations delete(
      String id,
      String path,
      String permission,
      java.util.function.Consumer<Call> work,
      String summary) {
    return act(id, "DELETE", path, permission, work, summary);
  }

  /** An operation that does something and answers 204. */
  public Operations act(
      String id,
      String method,
      String path,
      String permission,
      java.util.function.Consumer<Call> work,
      String summary) {
    var action =
        new Operation.Write(
            Optional.empty(),
            Optional.empty(),
            false,
            (call, _) -> {
              work.accept(call);
              return List.of();
            });
    return add(operation(id, method, path, permission, action, summary));
  }

  /** Says of the computed operation declared last that it changes something, though it is a GET. */
  public Operations writing() {
    replaceLast(o -> {
      Operation.Compute compute = (Operation.Compute) o.action();
      return o.with(
              new Operation.Compute(
                  compute.body(), compute.answer(), compute.many(), true, compute.work()))
          .with(RateClass.WRITE);
    });
    return this;
  }

  /** Deprecates the operation declared last in favour of another. */
  public Operations deprecated(String version, String successor) {
    replaceLast(last -> last.with(new Deprecation(version, successor, Optional.empty())));
    return this;
  }

  /** Adds a query parameter to the operation declared last. */
  public Operations parameter(String name, FieldType type, String meaning) {
    replaceLast(last -> last.with(new Parameter(name, type, meaning)));
    return this;
  }

  /** Says of the computed operation declared last that its work answers a {@link Paged}. */
  public Operations paged() {
    return parameter("pageNumber", FieldType.INTEGER, "page, from 1; default 1")
        .parameter("pageSize", FieldType.INTEGER, "rows of a page, 1 to 1000; default 250");
  }

  /** Adds an operation. */
  public Operations add(Operation operation) {
    operations.add(operation);
    return this;
  }

  Operation operation(
      String id,
      String method,
      String path,
      String permission,
      Operation.Action action,
      String summary) {
    List<Permission> anyOf =
        permission.isEmpty()
            ? List.of()
            : Arrays.stream(permission.split(" or ", -1)).map(Permission::of).toList();
    RateClass rate = method.equals("GET") ? RateClass.READ : RateClass.WRITE;
    return new Operation(
        id, method, path, anyOf, false, List.of(), Optional.empty(), rate, action, summary);
  }

  void replaceLast(UnaryOperator<Operation> change) {
    operations.add(change.apply(operations.removeLast()));
  }

  /** Sets the day on which a deprecated operation is removed. */
  public void remove(String id, java.time.LocalDate day) {
    operations.replaceAll(o ->
        o.id().equals(id)
            ? o.with(
                new Deprecation(
                    o.deprecation().orElseThrow().version(),
                    o.deprecation().get().successor(),
                    Optional.of(day)))
            : o);
  }

  /** All operations, in the order of their declaration. */
  public List<Operation> all() {
    return List.copyOf(operations);
  }

  Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /**
   * Says which table's id a variable is in paths that have this part, where its name does not tell.
   */
  public Operations variable(String part, String name, Table table) {
    variables.add(new Variable(part, name, table));
    return this;
  }

  /** Says of a variable that it names a row by a text; a {@link Call} has the row's id of it. */
  public Operations named(String variable, Table table, String column) {
    named.put(variable, new Named(table, column));
    return this;
  }

  /** How a variable names its row, if not by its id. */
  public Optional<Named> named(String variable) {
    return Optional.ofNullable(named.get(variable));
  }

  /**
   * Says how sealed fields are shown: given the caller and what is stored, the text, or nothing to
   * those who may not see it. Without one nobody sees them.
   */
  public Operations opener(BiFunction<Caller, String, Optional<String>> how) {
    opener = how;
    return this;
  }

  /** Writes rows for a caller. */
  RowWriter writer(JsonGenerator generator, Caller caller) {
    return new RowWriter(generator, caller.zone(), sealed -> opener.apply(caller, sealed));
  }

  /** Says of a variable that it is any text, not the id of a row. */
  public Operations text(String variable) {
    texts.add(variable);
    return this;
  }

  boolean isText(String variable) {
    return texts.contains(variable);
  }

  /**
   * The table whose id a path's variable is: {@code meterId} is the key {@code meter_id}, if
   * nothing else is said of it.
   */
  public Optional<Table> table(Operation operation, String variable) {
    if (named.containsKey(variable)) {
      return named(variable).map(Named::table);
    }
    String key = Values.column(variable);
    return variables.stream()
        .filter(each -> each.name().equals(variable) && operation.path().contains(each.part()))
        .map(Variable::table)
        .findFirst()
        .or(() -> tables.values().stream().filter(table -> table.key().equals(key)).findFirst());
  }

  /** The field at a dotted path. */
  static Member.Field field(Shape shape, String path) {
    int dot = path.indexOf('.');
    String tail = path.substring(dot + 1);
    Member member =
        shape
            .member(dot < 0 ? path : path.substring(0, dot))
            .orElseThrow(
                () -> new IllegalArgumentException("%s has no '%s'".formatted(shape, path)));
    return switch (member) {
      case Member.Field field -> field;
      case Member.One one -> field(one.shape(), tail);
      case Member.Many many -> field(many.shape(), tail);
    };
  }
}
