package org.meterbook.api;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Answers lists: filter, order, fields, and pages with their headers. */
final class Lists {
  /**
   * With more rows than this within a caller's bounds, a page looks for them in the list's own
   * order.
   */
  private static final long MANY = 20_000;

  private final Plans plans;
  private final Counts counts;
  private final Operations operations;

  Lists(Plans plans, Counts counts, Operations operations) {
    this.plans = plans;
    this.counts = counts;
    this.operations = operations;
  }

  /** One page, whole: at most 1000 rows are held. */
  byte[] page(Request request, Operation.Listing listing, Call call, Map<String, String> headers) {
    Paging page = Paging.of(request.query());
    Query.Rows.Page rows =
        new Query.Rows.Page(listing.where(), OptionalInt.of(page.size()), page.number() > 1, false);
    Map<String, @Nullable Object> parameters = parameters(request, listing, call);
    Query query = query(request, listing, call, rows, parameters);
    Plan counted = plans.of(query, call.caller().scope().bounded());
    long total = counts.count(call.sql(), counted.count().orElseThrow(), parameters);
    Plan plan =
        total > MANY
            ? plans.of(query.with(rows.ofMany()), call.caller().scope().bounded())
            : counted;
    parameters.put("offset", page.offset());
    page.describe(total, headers);
    return Actions.json(generator -> write(generator, plan, call, parameters));
  }

  /** The whole list, streamed from the cursor. */
  void all(Request request, Operation.Listing listing, Call call, Answer answer) {
    Map<String, @Nullable Object> parameters = parameters(request, listing, call);
    Query query =
        query(
            request,
            listing,
            call,
            new Query.Rows.Page(listing.where(), OptionalInt.empty(), false, false),
            parameters);
    Plan plan = plans.of(query, call.caller().scope().bounded());
    try (JsonGenerator generator = Engine.MAPPER.createGenerator(answer)) {
      write(generator, plan, call, parameters);
    }
  }

  /** The path's ids, the caller and the operation's own parameters, for its fixed condition. */
  private static Map<String, @Nullable Object> parameters(
      Request request, Operation.Listing listing, Call call) {
    Map<String, @Nullable Object> parameters = new HashMap<>(call.path());
    for (Parameter parameter : request.operation().parameters()) {
      parameters.put(parameter.name(), value(parameter, call));
    }
    parameters.putAll(Actions.asking(call.caller(), listing.where()));
    // Among the parameters of every page it would let no count be remembered.
    if (listing.where().contains(":now")) {
      parameters.put("now", call.now());
    }
    return parameters;
  }

  private static @Nullable Object value(Parameter parameter, Call call) {
    return parameter.type() == FieldType.MOMENT
        ? call.date(parameter.name(), call.caller().zone())
            .map(local -> local.atZone(call.caller().zone()).toInstant())
            .orElse(null)
        : call.parameter(parameter.name()).orElse(null);
  }

  private void write(
      JsonGenerator generator, Plan plan, Call call, Map<String, @Nullable Object> parameters) {
    RowReader reader = new RowReader(call.sql());
    RowWriter writer = operations.writer(generator, call.caller());
    if (plan.children().isEmpty()) {
      generator.writeStartArray();
      reader.each(plan, parameters, row -> writer.write(plan.node(), row, List.of()));
      generator.writeEndArray();
    } else {
      List<@Nullable Object[]> rows = reader.all(plan, parameters);
      writer.array(plan.node(), rows, reader.children(plan, rows));
    }
  }

  private static Query query(
      Request request,
      Operation.Listing listing,
      Call call,
      Query.Rows.Page rows,
      Map<String, @Nullable Object> parameters) {
    Shape shape = listing.shape();
    Caller caller = call.caller();
    List<Condition> conditions = conditions(request, listing, call);
    for (int n = 0; n < conditions.size(); n++) {
      Comparison.bind(conditions.get(n), n, caller.zone(), parameters);
    }
    String orderBy = request.query().get("orderby");
    Ordering ordering =
        orderBy == null ? Ordering.BY_ID : Ordering.parse(orderBy, shape, listing.filters());
    return new Query(shape, selection(request, listing, caller), rows, conditions, ordering);
  }

  private static Selection selection(Request request, Operation.Listing listing, Caller caller) {
    Selection asked = Actions.selection(request, listing.shape());
    boolean reduced =
        listing
            .reduction()
            .filter(reduction -> !caller.may(List.of(reduction.permission())))
            .isPresent();
    return reduced
        ? asked.within(
            Selection.parse(
                String.join(",", listing.reduction().orElseThrow().fields()), listing.shape()))
        : asked;
  }

  private static List<Condition> conditions(Request request, Operation.Listing listing, Call call) {
    String filter = request.query().get("filter");
    if (filter == null || filter.isBlank()) {
      return List.of();
    }
    DateRange.Today today =
        new DateRange.Today(
            LocalDate.ofInstant(call.now(), call.caller().zone()), call.caller().fiscalYearStart());
    return new FilterParser(filter, listing.filters(), call.caller().zone(), today).parse();
  }
}
