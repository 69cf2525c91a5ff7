package org.meterbook.api;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Field reduction for answers that are computed instead of read: keeps the named properties of a
 * tree.
 */
final class Pruning {
  private static final class Keep extends TreeMap<String, Keep> {
    private static final long serialVersionUID = 1L;
  }

  private Pruning() {}

  static JsonNode prune(JsonNode answer, String fields, Class<?> type) {
    Keep keep = new Keep();
    for (String path : fields.split(",", -1)) {
      Keep node = keep;
      Optional<Type> level = Optional.of(type);
      for (String name : path.strip().split("\\.", -1)) {
        level =
            component(level, name)
                .or(() -> {
                  throw Problem.invalid(
                      "field",
                      "there is no field '%s'; there are %s".formatted(path.strip(), names(type)));
                });
        node = node.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new Keep());
      }
    }
    return keep(answer, keep);
  }

  private static Optional<Type> component(Optional<Type> level, String name) {
    return level.map(Pruning::item).filter(Class::isRecord).stream()
        .flatMap(record -> Rules.components(record).stream())
        .filter(component -> Rules.name(component).equalsIgnoreCase(name))
        .map(RecordComponent::getGenericType)
        .findFirst();
  }

  private static Class<?> item(Type type) {
    Class<?> raw = BodyBinder.raw(type);
    return raw == List.class ? BodyBinder.raw(BodyBinder.argument(type, 0)) : raw;
  }

  private static String names(Class<?> type) {
    return Rules.components(type).stream().map(Rules::name).collect(Collectors.joining(", "));
  }

  private static JsonNode keep(JsonNode node, Map<String, Keep> keep) {
    if (keep.isEmpty()) {
      return node;
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, keep(array.get(i), keep));
      }
    } else if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        Keep below = keep.get(name.toLowerCase(Locale.ROOT));
        if (below == null) {
          object.remove(name);
        } else {
          object.set(name, keep(object.get(name), below));
        }
      }
    }
    return node;
  }
}
