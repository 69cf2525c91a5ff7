package org.meterbook.conventions;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.meterbook.api.FilterField;
import org.meterbook.api.Operation;
import org.meterbook.api.Shape;
import org.meterbook.testing.TestServer;

/** The registered operations, as arguments of parameterised tests. */
final class Registry {
  /** A filter of a list. */
  record ListFilter(Operation operation, FilterField field) {
    Operation.Listing listing() {
      return Registry.listing(operation);
    }
  }

  /** A list that older clients ask for, of things that this server does not keep. */
  private static final String NEVER_ANYTHING = "GetVendorContractsV3";

  private Registry() {}

  static List<Operation> all() {
    return TestServer.server().operations().all();
  }

  static Stream<Named<Operation>> operations() {
    return named(_ -> true);
  }

  /** Those that ask for a key. */
  static Stream<Named<Operation>> closed() {
    return named(operation -> !operation.open());
  }

  static Stream<Named<Operation>> withPermission() {
    return named(operation -> !operation.anyOf().isEmpty());
  }

  static Stream<Named<Operation>> withVariables() {
    return named(operation -> operation.variables().stream().anyMatch(Paths::isId));
  }

  static Stream<Named<Operation>> withBody() {
    return named(operation -> operation.body().isPresent());
  }

  /** Those that answer JSON: a file has no fields. */
  static Stream<Named<Operation>> gets() {
    return named(operation ->
        operation.method().equals("GET")
            && !isFile(operation)
            && !operation.id().equals(NEVER_ANYTHING));
  }

  static boolean isFile(Operation operation) {
    return operation.action() instanceof Operation.Download;
  }

  /** Those whose rows can be told apart: sub codes and rates of links are shown without an id. */
  static Stream<Named<Operation>> lists() {
    return named(operation ->
        operation.action() instanceof Operation.Listing listing
            && Rows.shownKey(listing.shape()).isPresent());
  }

  static Stream<Named<Operation>> pagedLists() {
    return named(
        operation -> operation.action() instanceof Operation.Listing listing && listing.paged());
  }

  static Stream<Named<Operation>> filteredLists() {
    return named(operation ->
        operation.action() instanceof Operation.Listing listing && !listing.filters().isEmpty());
  }

  static Stream<Named<Operation>> deprecated() {
    return named(operation -> operation.deprecation().isPresent());
  }

  /** Filters on a property of the list's rows. */
  static Stream<Named<ListFilter>> filtersOnProperties() {
    return filters(filter -> !filter.path().isEmpty());
  }

  /** Filters on a condition of their own. */
  static Stream<Named<ListFilter>> filtersOnConditions() {
    return filters(filter -> filter.path().isEmpty());
  }

  /** The shape that is answered; empty where the answer is computed. */
  static Optional<Shape> shape(Operation operation) {
    return switch (operation.action()) {
      case Operation.Listing listing -> Optional.of(listing.shape());
      case Operation.Single single -> Optional.of(single.shape());
      case Operation.Write write -> write.answer();
      case Operation.Compute _,
          Operation.Public _,
          Operation.Intake _,
          Operation.Outward _,
          Operation.Stream _,
          Operation.Download _ ->
          Optional.empty();
    };
  }

  static Operation.Listing listing(Operation operation) {
    return (Operation.Listing) operation.action();
  }

  private static Stream<Named<ListFilter>> filters(Predicate<FilterField> wanted) {
    return all().stream()
        .filter(operation -> operation.action() instanceof Operation.Listing)
        .flatMap(operation ->
            listing(operation).filters().stream()
                .filter(wanted)
                .map(filter ->
                    Named.of(
                        operation.id() + " " + filter.name(), new ListFilter(operation, filter))));
  }

  private static Stream<Named<Operation>> named(Predicate<Operation> wanted) {
    return all().stream().filter(wanted).map(operation -> Named.of(operation.id(), operation));
  }
}
