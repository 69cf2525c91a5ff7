package org.meterbook.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterbook.api.Operation;
import org.meterbook.api.Parameter;
import org.meterbook.api.Permission;

/** Compares one operation with the contract's. */
final class OperationComparison {
  private final Contract contract;
  private final Contract.Entry entry;
  private final Operation operation;
  private final List<Difference> differences = new ArrayList<>();
  private final AnswerComparison answers;

  OperationComparison(Contract contract, Contract.Entry entry, Operation operation) {
    this.contract = contract;
    this.entry = entry;
    this.operation = operation;
    this.answers = new AnswerComparison(contract, differences);
    route();
    entry.query().forEach(this::parameter);
    require(
        "paged",
        entry.paged() == paged(),
        entry.paged() ? "must have pages" : "must not have pages");
    entry.permission().ifPresent(this::permission);
    require(
        "deprecated",
        !entry.deprecated() || operation.deprecation().isPresent(),
        "must be deprecated");
    body();
    answer();
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** Is no property of the answer always null or empty? */
  boolean full() {
    return answers.full();
  }

  @Override
  public String toString() {
    return operation.id();
  }

  private void route() {
    require(
        "method",
        entry.method().equals(operation.method()),
        "must be " + entry.method() + ", is " + operation.method());
    String path = Contract.route(entry.method(), operation.path());
    require(
        "path",
        !entry.pathKnown() || entry.route().equals(path),
        "must be " + entry.path() + ", is " + operation.path());
  }

  private boolean paged() {
    return operation.action() instanceof Operation.Listing listing
        ? listing.paged()
        : own("pageNumber").isPresent() && own("pageSize").isPresent();
  }

  private void parameter(String name, String type) {
    Optional<Parameter> own = own(name);
    if (own.isPresent()) {
      answers.compare(operation.id() + " ?" + name, type, Offered.of(own.get().type()));
    } else if (!Set.of("pageNumber", "pageSize").contains(name)) {
      // Whether there are pages is said once, not for each of their parameters.
      boolean filter = name.equals("filter") && operation.action() instanceof Operation.Listing;
      require("?" + name, filter, "must be a parameter, " + type);
    }
  }

  private Optional<Parameter> own(String name) {
    return operation.parameters().stream()
        .filter(parameter -> parameter.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private void permission(String wanted) {
    if (wanted.equals("none")) {
      require("permission", operation.anyOf().isEmpty(), "must be none, is " + operation.anyOf());
      return;
    }
    Permission permission = Permission.of(wanted);
    boolean reduces =
        operation.action() instanceof Operation.Listing listing
            && listing
                .reduction()
                .filter(reduction -> reduction.permission().equals(permission))
                .isPresent();
    require(
        "permission",
        reduces || operation.anyOf().contains(permission),
        "must be %s, is %s".formatted(wanted, operation.anyOf()));
  }

  private void body() {
    if (!entry.json()) {
      return;
    }
    Optional<Operation.Body> body = operation.body();
    if (entry.body().isEmpty()) {
      require("body", !entry.exact() || body.isEmpty(), "must take no body");
      return;
    }
    String wanted = entry.body().get();
    boolean many = wanted.endsWith("[]");
    require("body", body.filter(each -> each.many() == many).isPresent(), "must take " + wanted);
    String item = many ? wanted.substring(0, wanted.length() - 2) : wanted;
    body.ifPresent(each ->
        new RequestComparison(contract, differences)
            .compare(operation.id() + " body", item, each.type()));
  }

  private void answer() {
    if (entry.answers().isEmpty()) {
      return;
    }
    Optional<Offered> offered = offered();
    String status =
        operation.action() instanceof Operation.Write && offered.isEmpty() ? "204" : "200";
    require(
        "status",
        entry.answers().containsKey(status),
        "must be one of %s, is %s".formatted(entry.answers().keySet(), status));
    entry
        .answer()
        .ifPresent(wanted -> {
          require("answer", offered.isPresent(), "must be " + wanted);
          offered.ifPresent(type -> answers.compare(operation.id() + " answer", wanted, type));
        });
  }

  private Optional<Offered> offered() {
    return switch (operation.action()) {
      case Operation.Listing listing -> Optional.of(new Offered.Items(Offered.of(listing.shape())));
      case Operation.Single single -> Optional.of(Offered.of(single.shape()));
      case Operation.Write write ->
          write.answer().map(Offered::of).map(item -> many(item, write.many()));
      case Operation.Compute compute -> computed(compute.answer(), compute.many());
      case Operation.Public open -> computed(open.answer(), false);
      case Operation.Intake intake -> computed(intake.answer(), false);
      case Operation.Outward outward -> computed(outward.answer(), false);
      case Operation.Stream stream -> computed(stream.answer(), false);
      case Operation.Download _ -> Optional.empty();
    };
  }

  private static Optional<Offered> computed(Class<?> type, boolean many) {
    return type == Void.class
        ? Optional.empty()
        : Optional.of(many(Offered.of((java.lang.reflect.Type) type), many));
  }

  private static Offered many(Offered item, boolean many) {
    return many ? new Offered.Items(item) : item;
  }

  private void require(String aspect, boolean holds, String message) {
    if (!holds) {
      differences.add(new Difference(operation.id() + " " + aspect, message));
    }
  }
}
