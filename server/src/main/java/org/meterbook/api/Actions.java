package org.meterbook.api;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Database;
import org.meterbook.store.Sql;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Performs the action of an admitted request and answers it. */
final class Actions {
  private static final int LARGEST_BODY = 16 << 20;

  /** The largest body of all. */
  static final int LARGEST = 128 << 20;

  private final Operations operations;
  private final PathRows paths;
  private final Database database;
  private final BodyBinder binder;
  private final Plans plans = new Plans();
  private final Lists lists;

  Actions(Operations operations, Database database) {
    this.operations = operations;
    this.paths = new PathRows(operations);
    this.database = database;
    this.binder = new BodyBinder(operations);
    this.lists = new Lists(plans, new Counts(database), operations);
  }

  void perform(Request request, Optional<Caller> caller, Map<String, String> headers) {
    switch (request.operation().action()) {
      case Operation.Listing listing -> list(request, listing, caller.orElseThrow(), headers);
      case Operation.Single single -> single(request, single, caller.orElseThrow(), headers);
      case Operation.Write write -> write(request, write, caller.orElseThrow(), headers);
      case Operation.Compute compute -> compute(request, compute, caller.orElseThrow(), headers);
      case Operation.Public open -> open(request, open, headers);
      case Operation.Intake intake -> intake(request, intake, caller.orElseThrow(), headers);
      case Operation.Outward outward -> outward(request, outward, caller.orElseThrow(), headers);
      case Operation.Stream stream -> stream(request, stream, caller.orElseThrow(), headers);
      case Operation.Download download ->
          download(request, download, caller.orElseThrow(), headers);
    }
  }

  // Reading
  // -------------------------------------------------------------------------------------------------------------------

  private void list(
      Request request, Operation.Listing listing, Caller caller, Map<String, String> headers) {
    if (listing.paged()) {
      byte[] body =
          database.read(
              caller.tenant(),
              caller.scope(),
              sql -> lists.page(request, listing, paths.call(request, caller, sql), headers));
      answer(request, headers, body);
    } else {
      database
          .snapshot(
              caller.tenant(),
              caller.scope(),
              sql -> {
                Answer answer = new Answer(request.exchange(), headers);
                lists.all(request, listing, paths.call(request, caller, sql), answer);
                return answer;
              })
          .finish();
    }
  }

  private void single(
      Request request, Operation.Single single, Caller caller, Map<String, String> headers) {
    Query query =
        new Query(
            single.shape(),
            selection(request, single.shape()),
            new Query.Rows.ByIds(
                single.where(),
                single.found().isEmpty() && Tags.areNumbered(single.shape().table())),
            List.of(),
            Ordering.BY_ID);
    if (single.found().isPresent()) {
      found(request, single.found().get(), query, caller, headers);
      return;
    }
    List<String> variables = request.operation().variables();
    boolean only = variables.isEmpty();
    byte[] body =
        database.read(
            caller.tenant(),
            caller.scope(),
            sql -> {
              int id =
                  only ? 1 : paths.rowId(request, sql, variables.getLast(), single.shape().table());
              Map<String, Object> parameters =
                  new HashMap<>(
                      paths
                          .requireParents(
                              request,
                              sql,
                              only ? variables : variables.subList(0, variables.size() - 1))
                          .rows());
              parameters.put("ids", List.of(id));
              parameters.putAll(asking(caller, single.where()));
              return rows(sql, query, parameters, false, caller, headers);
            });
    if (body.length == 0) {
      throw PathRows.notFound(
          single.shape().table(), only ? "" : request.path().get(variables.getLast()));
    }
    answer(request, headers, body);
  }

  private void found(
      Request request,
      java.util.function.Function<Call, Optional<Integer>> find,
      Query query,
      Caller caller,
      Map<String, String> headers) {
    byte[] body =
        database.read(
            caller.tenant(),
            caller.scope(),
            sql ->
                find.apply(paths.call(request, caller, sql))
                    .map(id -> rows(sql, query, Map.of("ids", List.of(id)), false, caller))
                    .orElse(new byte[0]));
    if (body.length == 0) {
      request.exchange().respond(204, headers, body);
    } else {
      answer(request, headers, body);
    }
  }

  /**
   * What a fixed condition says of who asks: which user, whether bounded by places or cost centers,
   * and whether allowed to see the application settings. What it does not say is left out: counts
   * are remembered by their parameters, and all callers with the same bounds share them.
   */
  static Map<String, Object> asking(Caller caller, String where) {
    Map<String, Object> asking = new HashMap<>();
    if (where.contains(":caller")) {
      asking.put("caller", caller.userId());
    }
    if (where.contains(":bounded")) {
      asking.put("bounded", !caller.scope().bounded().isEmpty());
    }
    if (where.contains(":seesSettings")) {
      asking.put("seesSettings", caller.may("ApplicationSettings (View)"));
    }
    return asking;
  }

  /**
   * Rows by their ids, in that order, as one object or an array; nothing where the one is not
   * there.
   */
  private byte[] written(Call call, Operation.Write write, Shape shape, List<Integer> ids) {
    if (write.many() && ids.isEmpty()) {
      return "[]".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
    Query query =
        new Query(
            shape, Selection.ALL, new Query.Rows.ByIds(write.where()), List.of(), Ordering.BY_ID);
    Map<String, Object> parameters = new HashMap<>(call.path());
    parameters.put("ids", ids);
    return rows(call.sql(), query, parameters, write.many(), call.caller());
  }

  private byte[] rows(
      Sql sql, Query query, Map<String, Object> parameters, boolean many, Caller caller) {
    return rows(sql, query, parameters, many, caller, new HashMap<>());
  }

  /** The same; a row that is numbered says so in the headers. */
  private byte[] rows(
      Sql sql,
      Query query,
      Map<String, Object> parameters,
      boolean many,
      Caller caller,
      Map<String, String> headers) {
    Plan plan = plans.of(query, caller.scope().bounded());
    RowReader reader = new RowReader(sql);
    List<@Nullable Object[]> rows = new ArrayList<>(reader.all(plan, parameters));
    if (rows.isEmpty() && !many) {
      return new byte[0];
    }
    if (query.rows() instanceof Query.Rows.ByIds(_, boolean numbered) && numbered) {
      headers.put("ETag", String.valueOf(rows.getFirst()[plan.columns().size() - 2]));
    }
    if (many) {
      List<?> ids = (List<?>) java.util.Objects.requireNonNull(parameters.get("ids"));
      int last = plan.columns().size() - 1;
      rows.sort(Comparator.comparingInt(row -> ids.indexOf(row[last])));
    }
    List<RowReader.Loaded> children = reader.children(plan, rows);
    return json(generator -> {
      RowWriter writer = operations.writer(generator, caller);
      if (many) {
        writer.array(plan.node(), rows, children);
      } else {
        writer.write(plan.node(), rows.getFirst(), children);
      }
    });
  }

  static byte[] json(java.util.function.Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
    try (JsonGenerator generator = Engine.MAPPER.createGenerator(bytes)) {
      content.accept(generator);
    }
    return bytes.toByteArray();
  }

  static Selection selection(Request request, Shape shape) {
    String fields = request.query().get("field");
    return fields == null ? Selection.ALL : Selection.parse(fields, shape);
  }

  // Writing
  // -------------------------------------------------------------------------------------------------------------------

  private void write(
      Request request, Operation.Write write, Caller caller, Map<String, String> headers) {
    Optional<JsonNode> json = write.body().map(_ -> request.body(Engine.MAPPER, LARGEST_BODY));
    byte[] body =
        database.write(
            caller.tenant(),
            caller.scope(),
            caller.userId(),
            sql -> {
              Tags.require(request, operations, paths, sql);
              Call call = paths.call(request, caller, sql);
              List<Integer> ids = write.work().apply(call, bound(write.body(), json, sql));
              return write
                  .answer()
                  .map(shape -> written(call, write, shape, ids))
                  .orElse(new byte[0]);
            });
    if (body.length == 0) {
      request.exchange().respond(204, headers, new byte[0]);
    } else {
      answer(request, headers, body);
    }
  }

  private @Nullable Object bound(Optional<Operation.Body> body, Optional<JsonNode> json, Sql sql) {
    if (body.isEmpty()) {
      return null;
    }
    if (body.get().raw()) {
      return json.orElseThrow();
    }
    Violations violations = new Violations();
    Object bound = binder.bind(body.get(), json.orElseThrow(), violations);
    violations.check(sql);
    return bound;
  }

  private void compute(
      Request request, Operation.Compute compute, Caller caller, Map<String, String> headers) {
    Optional<JsonNode> json =
        compute
            .body()
            .map(body ->
                body.raw()
                    ? request.object(Engine.MAPPER, LARGEST_BODY)
                    : request.body(Engine.MAPPER, LARGEST_BODY));
    java.util.function.Function<Sql, @Nullable Object> work =
        sql -> {
          if (compute.writes()) {
            Tags.require(request, operations, paths, sql);
          }
          return compute
              .work()
              .apply(paths.call(request, caller, sql), bound(compute.body(), json, sql));
        };
    Object result =
        compute.writes()
            ? database.write(caller.tenant(), caller.scope(), caller.userId(), work::apply)
            : database.read(caller.tenant(), caller.scope(), work::apply);
    if (result instanceof Paged paged) {
      paged.page().describe(paged.total(), headers);
      result = paged.answer();
    }
    if (result == null && compute.answer() != Void.class) {
      request.exchange().respond(204, headers, new byte[0]);
    } else if (result instanceof Document document) {
      headers.putAll(document.headers());
      headers.put("Content-Type", document.media());
      request.exchange().respond(200, headers, document.content());
    } else {
      answer(request, headers, computed(request, compute.answer(), result));
    }
  }

  private void intake(
      Request request, Operation.Intake intake, Caller caller, Map<String, String> headers) {
    Object parsed = intake.parse().apply(request.incoming(intake, LARGEST));
    Object result;
    try {
      result = intake.work().in(steps(request, caller)).apply(parsed);
    } finally {
      discard(parsed);
    }
    answer(request, headers, computed(request, intake.answer(), result));
  }

  private Operation.Steps steps(Request request, Caller caller) {
    return new Operation.Steps() {
      @Override
      public long tenant() {
        return caller.tenant();
      }

      @Override
      public <T> T write(java.util.function.Function<Call, T> step) {
        return database.write(
            caller.tenant(),
            caller.scope(),
            caller.userId(),
            sql -> step.apply(paths.call(request, caller, sql)));
      }
    };
  }

  private void outward(
      Request request, Operation.Outward outward, Caller caller, Map<String, String> headers) {
    Optional<JsonNode> json = outward.body().map(_ -> request.body(Engine.MAPPER, LARGEST_BODY));
    Object found =
        database.read(
            caller.tenant(),
            caller.scope(),
            sql ->
                outward
                    .find()
                    .apply(paths.call(request, caller, sql), bound(outward.body(), json, sql)));
    Object done = outward.work().apply(found);
    Object result =
        database.write(
            caller.tenant(),
            caller.scope(),
            caller.userId(),
            sql -> outward.note().apply(paths.call(request, caller, sql), done));
    answer(request, headers, computed(request, outward.answer(), result));
  }

  /** What was taken in may lie in a file. */
  private static void discard(Object parsed) {
    if (parsed instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot discard what was taken in", e);
      }
    }
  }

  private void stream(
      Request request, Operation.Stream stream, Caller caller, Map<String, String> headers) {
    String fields = request.query().get("field");
    if (fields != null) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      stream(request, stream, caller, whole);
      JsonNode tree = Engine.MAPPER.readTree(whole.toByteArray());
      answer(
          request,
          headers,
          Engine.MAPPER.writeValueAsBytes(Pruning.prune(tree, fields, stream.answer())));
      return;
    }
    Answer answer = new Answer(request.exchange(), headers);
    stream(request, stream, caller, answer);
    answer.finish();
  }

  private void stream(
      Request request, Operation.Stream stream, Caller caller, java.io.OutputStream out) {
    database.snapshot(
        caller.tenant(),
        caller.scope(),
        sql -> {
          try {
            stream.work().write(paths.call(request, caller, sql), out);
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          return stream;
        });
  }

  private void download(
      Request request, Operation.Download download, Caller caller, Map<String, String> headers) {
    Optional<JsonNode> json = download.body().map(_ -> request.body(Engine.MAPPER, LARGEST_BODY));
    Answer answer =
        database.snapshot(
            caller.tenant(),
            caller.scope(),
            sql -> {
              Operation.File file =
                  download
                      .work()
                      .apply(paths.call(request, caller, sql), bound(download.body(), json, sql));
              headers.put(
                  "Content-Disposition",
                  "attachment; filename=\"" + file.name().replaceAll("[^\\w.-]", "_") + "\"");
              Answer content = new Answer(request.exchange(), headers, file.media());
              try {
                file.work().write(paths.call(request, caller, sql), content);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              return content;
            });
    answer.finish();
  }

  private void open(Request request, Operation.Public open, Map<String, String> headers) {
    Violations violations = new Violations();
    Object bound =
        open.body()
            .map(body -> binder.bind(body, request.body(Engine.MAPPER, LARGEST_BODY), violations))
            .orElse(null);
    violations.check();
    answer(request, headers, computed(request, open.answer(), open.work().apply(bound)));
  }

  private static byte[] computed(Request request, Class<?> type, @Nullable Object result) {
    if (type == Void.class) {
      return new byte[0];
    }
    JsonNode tree = Engine.MAPPER.valueToTree(result);
    String fields = request.query().get("field");
    if (fields == null || !request.operation().method().equals("GET")) {
      return Engine.MAPPER.writeValueAsBytes(tree);
    }
    return Engine.MAPPER.writeValueAsBytes(Pruning.prune(tree, fields, type));
  }

  private static void answer(Request request, Map<String, String> headers, byte[] body) {
    if (body.length > 0) {
      headers.put("Content-Type", "application/json");
    }
    Tags.respond(request.exchange(), headers, body);
  }
}
