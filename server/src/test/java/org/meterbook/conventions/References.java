package org.meterbook.conventions;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.meterbook.api.Operation;
import org.meterbook.api.Rules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A place in an operation's body where the id of a row is expected.
 *
 * @param property its path, as {@code errors} names it
 * @param table the table of the row
 * @param body makes a body that has nothing but the id
 */
record References(String property, String table, Function<Integer, JsonNode> body) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static List<References> of(Operation operation) {
    List<References> found = new ArrayList<>();
    operation
        .body()
        .ifPresent(body ->
            collect(
                body.type(),
                body.many() ? "[0]" : "",
                body.many() ? inner -> JSON.arrayNode().add(inner) : UnaryOperator.identity(),
                found));
    return found;
  }

  private static void collect(
      Class<?> type, String at, UnaryOperator<JsonNode> wrap, List<References> found) {
    if (!type.isRecord()) {
      return;
    }
    Bodies.components(type)
        .forEach(component -> {
          String path = at.isEmpty() ? Rules.name(component) : at + "." + Rules.name(component);
          UnaryOperator<JsonNode> within =
              inner -> wrap.apply(JSON.objectNode().set(Rules.name(component), inner));
          collect(component, path, within, found);
        });
  }

  private static void collect(
      RecordComponent component,
      String path,
      UnaryOperator<JsonNode> within,
      List<References> found) {
    boolean list = component.getType() == List.class;
    String property = list ? path + "[0]" : path;
    UnaryOperator<JsonNode> item =
        list ? inner -> within.apply(JSON.arrayNode().add(inner)) : within;
    Rules.Refers refers = component.getAnnotation(Rules.Refers.class);
    if (refers != null) {
      found.add(new References(property, refers.value(), id -> item.apply(JSON.numberNode(id))));
    } else {
      Type type =
          component.getGenericType() instanceof ParameterizedType generic && list
              ? generic.getActualTypeArguments()[0]
              : component.getType();
      if (type instanceof Class<?> raw) {
        collect(raw, property, item, found);
      }
    }
  }
}
