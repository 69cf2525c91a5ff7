package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Properties by their dotted paths. */
final class Json {
  private Json() {}

  /** The value at a path; through lists, the list of the values. Missing where there is none. */
  static JsonNode at(JsonNode from, String path) {
    JsonNode node = from;
    String[] names = path.split("\\.", -1);
    for (int n = 0; n < names.length; n++) {
      if (node.isArray()) {
        String rest = String.join(".", List.of(names).subList(n, names.length));
        List<JsonNode> values = new ArrayList<>();
        node.forEach(item -> values.add(at(item, rest)));
        return Cell.JSON.arrayNode().addAll(values);
      }
      node = node.path(names[n]);
    }
    return node;
  }

  /** Sets the value at a path. */
  static void put(ObjectNode into, String path, JsonNode value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      into.set(path, value.isMissingNode() ? Cell.JSON.nullNode() : value);
      return;
    }
    String head = path.substring(0, dot);
    ObjectNode inner = into.get(head) instanceof ObjectNode there ? there : into.putObject(head);
    put(inner, path.substring(dot + 1), value);
  }

  /** The last item of a list that meets a condition, or nothing. */
  static JsonNode last(JsonNode list) {
    return list instanceof ArrayNode array && !array.isEmpty()
        ? array.get(array.size() - 1)
        : MissingNode.getInstance();
  }
}
