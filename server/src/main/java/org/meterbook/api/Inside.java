package org.meterbook.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes of other operations, done within the transaction of one: with their permission, their
 * declared rules and their own work, so that nothing is ruled twice. Thread-safe.
 */
public final class Inside {
  private final BodyBinder binder;
  private final Map<String, Operation> known = new HashMap<>();

  /** Over the operations that are registered so far. */
  public Inside(Operations operations) {
    this.binder = new BodyBinder(operations);
    operations.all().forEach(operation -> known.put(operation.id(), operation));
  }

  /** An operation that is there. */
  public Operation operation(String id) {
    return Optional.ofNullable(known.get(id))
        .orElseThrow(() -> new IllegalArgumentException("no operation " + id));
  }

  /** What a write answers with. */
  public Shape answer(String id) {
    return action(operation(id)).answer().orElseThrow();
  }

  private static Operation.Write action(Operation operation) {
    if (operation.action() instanceof Operation.Write write) {
      return write;
    }
    throw new IllegalArgumentException(operation.id() + " is no write");
  }

  /**
   * Does a write.
   *
   * @param path ids that the caller is known to see: those of other variables are passed over
   * @param body as it would be sent
   * @return the ids of the rows written
   * @throws Problem it would be refused
   */
  public List<Integer> write(Call call, String id, Map<String, Integer> path, JsonNode body) {
    Operation operation = operation(id);
    operation.require(call.caller());
    Operation.Write write = action(operation);
    Violations violations = new Violations();
    Object bound = binder.bind(write.body().orElseThrow(), body, violations);
    violations.check(call.sql());
    Map<String, Integer> ids = new HashMap<>(path);
    ids.keySet().retainAll(operation.variables());
    Call inner = new Call(call.caller(), call.sql(), ids, Map.of(), Map.of());
    return write.work().apply(inner, bound);
  }

  /**
   * A body by its declared rules, for work that takes it in another way.
   *
   * @throws Problem it breaks them
   */
  public <R> R bind(Call call, Class<R> type, JsonNode body) {
    Violations violations = new Violations();
    Object bound = binder.bind(new Operation.Body(type, false), body, violations);
    violations.check(call.sql());
    return java.util.Objects.requireNonNull(type.cast(bound));
  }

  /**
   * What is said of a property in the body of an operation.
   *
   * @param path dotted
   */
  public Optional<Property> property(String id, String path) {
    return operation(id).body().flatMap(body -> property(body.type(), path));
  }

  /**
   * A property of a body.
   *
   * @param required must be given
   * @param meaning one line
   * @param oneOf the only values it may have; empty where there are no such
   */
  public record Property(boolean required, String meaning, List<String> oneOf) {}

  private static Optional<Property> property(Class<?> type, String path) {
    if (!type.isRecord()) {
      return Optional.empty();
    }
    int dot = path.indexOf('.');
    String head = dot < 0 ? path : path.substring(0, dot);
    for (var component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Rules.Flat.class)) {
        Optional<Property> found = property(component.getType(), path);
        if (found.isPresent()) {
          return found;
        }
      } else if (component.getName().equals(head)) {
        return dot < 0
            ? Optional.of(property(component))
            : property(component.getType(), path.substring(dot + 1));
      }
    }
    return Optional.empty();
  }

  private static Property property(java.lang.reflect.RecordComponent component) {
    Rules.@Nullable Meaning meaning = component.getAnnotation(Rules.Meaning.class);
    Rules.@Nullable OneOf oneOf = component.getAnnotation(Rules.OneOf.class);
    return new Property(
        component.isAnnotationPresent(Rules.Required.class),
        meaning == null ? "" : meaning.value(),
        oneOf == null ? List.of() : List.of(oneOf.value()));
  }
}
