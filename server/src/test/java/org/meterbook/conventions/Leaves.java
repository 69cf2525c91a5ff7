package org.meterbook.conventions;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What stands at a dotted path of a JSON object; of a list, what stands in each of its items. */
final class Leaves {
  private Leaves() {}

  /** The values that are there and not null. */
  static List<JsonNode> at(JsonNode node, String path) {
    List<JsonNode> found = new ArrayList<>();
    collect(node, path, found);
    return found;
  }

  private static void collect(JsonNode node, String path, List<JsonNode> found) {
    if (node.isArray()) {
      node.forEach(item -> collect(item, path, found));
    } else if (path.isEmpty()) {
      if (!node.isNull() && !node.isMissingNode()) {
        found.add(node);
      }
    } else {
      int dot = path.indexOf('.');
      collect(
          node.path(dot < 0 ? path : path.substring(0, dot)),
          dot < 0 ? "" : path.substring(dot + 1),
          found);
    }
  }
}
