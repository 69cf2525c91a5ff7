package org.meterbook.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what is answered: every property of the contract must be there and readable as its type;
 * more may be.
 */
final class AnswerComparison {
  /** What of ours a client that expects a type can read. */
  private static final Map<String, Set<String>> READABLE =
      Map.of(
          "long", Set.of("long", "integer"),
          "number", Set.of("number", "integer", "long"),
          "string", Set.of("string", "date", "date-time"));

  private final Contract contract;
  private final List<Difference> differences;
  private final Set<String> compared = new HashSet<>();
  private boolean full = true;

  AnswerComparison(Contract contract, List<Difference> differences) {
    this.contract = contract;
    this.differences = differences;
  }

  /** Is no property always null, and no list always empty? */
  boolean full() {
    return full;
  }

  void compare(String subject, String wanted, Offered offered) {
    if (offered instanceof Offered.Absent) {
      full = false;
    } else if (wanted.endsWith("[]")) {
      if (offered instanceof Offered.Items items) {
        compare(subject, wanted.substring(0, wanted.length() - 2), items.item());
      } else {
        differ(subject, wanted, offered);
      }
    } else if (contract.models().containsKey(wanted)) {
      model(subject, wanted, offered);
    } else if (!fits(wanted, offered)) {
      differ(subject, wanted, offered);
    }
  }

  private void model(String subject, String model, Offered offered) {
    switch (offered) {
      case Offered.Properties properties -> {
        if (compared.add(model + " " + properties.name())) {
          contract
              .models()
              .getOrDefault(model, Map.of())
              .forEach((name, property) -> property(model, name, property, properties));
        }
      }
      // Stored JSON: nothing can be said about it here.
      case Offered.Free _ -> {}
      case Offered.Scalar _, Offered.Items _, Offered.Absent _ -> differ(subject, model, offered);
    }
  }

  private void property(
      String model, String name, Contract.Property wanted, Offered.Properties offered) {
    String subject = model + "." + name;
    offered
        .property()
        .apply(name)
        .ifPresentOrElse(
            found -> compare(subject, wanted.type(), found),
            () ->
                differences.add(
                    new Difference(subject, "%s does not have it".formatted(offered.name()))));
  }

  private static boolean fits(String wanted, Offered offered) {
    if (wanted.equals("object") || wanted.startsWith("map<")) {
      return offered instanceof Offered.Free
          || offered instanceof Offered.Properties
          || wanted.equals("object");
    }
    return offered instanceof Offered.Scalar scalar
        && READABLE.getOrDefault(wanted, Set.of(wanted)).contains(scalar.type());
  }

  private void differ(String subject, String wanted, Offered offered) {
    differences.add(new Difference(subject, "must be %s, is %s".formatted(wanted, name(offered))));
  }

  private static String name(Offered offered) {
    return switch (offered) {
      case Offered.Scalar scalar -> scalar.type();
      case Offered.Items items -> name(items.item()) + "[]";
      case Offered.Properties properties -> properties.name();
      case Offered.Free _ -> "any JSON";
      case Offered.Absent _ -> "always null";
    };
  }
}
