package org.meterbook.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Holds the conventions at start: every breach is listed, and the server does not start with one.
 */
final class Enforcement {
  private final Operations operations;
  private final List<String> breaches = new ArrayList<>();
  private final Set<String> checked = new HashSet<>();
  private final Set<Type> bodies = new HashSet<>();

  private Enforcement(Operations operations) {
    this.operations = operations;
  }

  static void check(Operations operations) {
    Enforcement enforcement = new Enforcement(operations);
    enforcement.checkAll();
    if (!enforcement.breaches.isEmpty()) {
      throw new IllegalStateException(
          "Conventions are broken:\n  " + String.join("\n  ", enforcement.breaches));
    }
  }

  private void checkAll() {
    Set<String> ids = new HashSet<>();
    Set<String> routes = new HashSet<>();
    for (Operation operation : operations.all()) {
      String id = operation.id();
      require(ids.add(id), id + ": registered twice");
      String route =
          operation.method()
              + " "
              + operation.path().replaceAll("\\{[^}]*}", "{}").toLowerCase(Locale.ROOT);
      require(routes.add(route), id + ": its route is taken: " + route);
      require(
          operation.path().matches("/api/(v(\\d|\\d{6})/.+|changes)"),
          id + ": no version in " + operation.path());
      require(
          !operation.summary().isBlank() && operation.summary().endsWith("."),
          id + ": needs a sentence of documentation");
      operation
          .variables()
          .forEach(variable ->
              require(
                  operations.isText(variable) || operations.table(operation, variable).isPresent(),
                  id + ": no table has the key of {" + variable + "}"));
      operation.body().ifPresent(body -> checkBody(id, body.type()));
      switch (operation.action()) {
        case Operation.Listing listing -> {
          checkShape(listing.shape());
          listing.filters().forEach(filter -> checkFilter(id, listing.shape(), filter));
          Set<String> names = new HashSet<>();
          listing
              .filters()
              .forEach(filter ->
                  require(
                      names.add(filter.name().toLowerCase(Locale.ROOT)),
                      id + ": filter twice: " + filter.name()));
        }
        case Operation.Single single -> checkShape(single.shape());
        case Operation.Write write -> write.answer().ifPresent(this::checkShape);
        case Operation.Compute _,
            Operation.Public _,
            Operation.Intake _,
            Operation.Outward _,
            Operation.Stream _,
            Operation.Download _ -> {}
      }
    }
  }

  /** A body that names a row of a table nobody knows could never be checked. */
  private void checkBody(String id, Type type) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(each -> checkBody(id, each));
    }
    if (!(type instanceof Class<?> raw) || !raw.isRecord() || !bodies.add(raw)) {
      return;
    }
    for (RecordComponent component : raw.getRecordComponents()) {
      Rules.Refers refers = component.getAnnotation(Rules.Refers.class);
      require(
          refers == null || operations.table(refers.value()).isPresent(),
          "%s: %s.%s refers to no known table"
              .formatted(id, raw.getSimpleName(), component.getName()));
      checkBody(id, component.getGenericType());
    }
  }

  private void checkFilter(String id, Shape shape, FilterField filter) {
    require(
        !filter.operators().isEmpty(),
        "%s: filter %s has a type without operators".formatted(id, filter.name()));
    if (filter.path().isEmpty()) {
      require(
          filter.sql().indexOf('{') >= 0,
          "%s: filter %s compares nothing".formatted(id, filter.name()));
    } else {
      Operations.field(shape, filter.path());
    }
  }

  private void checkShape(Shape shape) {
    if (!checked.add(shape.name())) {
      return;
    }
    for (Member member : shape.members()) {
      String where = shape.name() + "." + member.name();
      require(!member.meaning().isBlank(), where + ": needs a line of meaning");
      switch (member) {
        case Member.One one -> checkShape(one.shape());
        case Member.Many many -> checkShape(many.shape());
        case Member.Field _ -> {}
      }
    }
  }

  private void require(boolean holds, String breach) {
    if (!holds) {
      breaches.add(breach);
    }
  }
}
