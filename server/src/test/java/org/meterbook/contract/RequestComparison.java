package org.meterbook.contract;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.meterbook.api.Given;
import org.meterbook.api.Rules;

/**
 * Compares what is sent: every property that the contract has must be taken as its type, under the
 * same rules.
 */
final class RequestComparison {
  /** What of ours takes all that a client may send as a type. */
  private static final Map<String, Set<String>> TAKEN =
      Map.of(
          "integer", Set.of("integer", "long", "number"),
          "long", Set.of("long", "number"),
          "date-time", Set.of("date-time", "string"),
          "date", Set.of("date", "date-time", "string"));

  private final Contract contract;
  private final List<Difference> differences;
  private final Set<String> compared = new HashSet<>();

  RequestComparison(Contract contract, List<Difference> differences) {
    this.contract = contract;
    this.differences = differences;
  }

  void compare(String subject, String wanted, Type type) {
    Type bare = unwrapped(type);
    if (wanted.endsWith("[]")
        && bare instanceof ParameterizedType list
        && list.getRawType() == List.class) {
      compare(subject, wanted.substring(0, wanted.length() - 2), list.getActualTypeArguments()[0]);
    } else if (contract.models().containsKey(wanted)
        && bare instanceof Class<?> record
        && record.isRecord()) {
      if (compared.add(wanted + " " + record.getName())) {
        model(wanted, record);
      }
    } else if (!fits(wanted, Offered.of(bare))) {
      differences.add(
          new Difference(subject, "must take %s, takes %s".formatted(wanted, bare.getTypeName())));
    }
  }

  private static Type unwrapped(Type type) {
    return type instanceof ParameterizedType given && given.getRawType() == Given.class
        ? given.getActualTypeArguments()[0]
        : type;
  }

  private static boolean fits(String wanted, Offered offered) {
    return switch (offered) {
      case Offered.Free _ -> wanted.equals("object") || wanted.startsWith("map<");
      case Offered.Scalar scalar ->
          TAKEN.getOrDefault(wanted, Set.of(wanted)).contains(scalar.type());
      case Offered.Properties _, Offered.Items _, Offered.Absent _ -> false;
    };
  }

  private void model(String model, Class<?> record) {
    Map<String, Contract.Property> properties = contract.models().getOrDefault(model, Map.of());
    List<RecordComponent> components = components(record).toList();
    properties.forEach((name, wanted) -> {
      String subject = model + "." + name;
      Optional<RecordComponent> component =
          components.stream().filter(each -> Rules.name(each).equalsIgnoreCase(name)).findFirst();
      if (component.isEmpty()) {
        differences.add(new Difference(subject, record.getSimpleName() + " does not take it"));
        return;
      }
      compare(subject, wanted.type(), component.get().getGenericType());
      new RuleComparison(wanted, component.get())
          .messages()
          .forEach(message -> differences.add(new Difference(subject, message)));
    });
    for (RecordComponent component : components) {
      // A client that knows only the contract could not send it.
      if (obliged(component)
          && properties.keySet().stream().noneMatch(Rules.name(component)::equalsIgnoreCase)) {
        differences.add(
            new Difference(
                model + "." + Rules.name(component), record.getSimpleName() + " asks for it"));
      }
    }
  }

  /** The components that are properties of one JSON object. */
  private static Stream<RecordComponent> components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .flatMap(each ->
            each.isAnnotationPresent(Rules.Flat.class)
                ? components(each.getType())
                : Stream.of(each));
  }

  private static boolean obliged(RecordComponent component) {
    return component.isAnnotationPresent(Rules.Required.class)
        || component.isAnnotationPresent(Rules.Defined.class);
  }
}
