package org.meterbook.conventions;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The identifiers in an answer, however deep. */
final class Ids {
  private Ids() {}

  /** By the name of their property: {@code meterId} to the meters that are named anywhere. */
  static Map<String, Set<Integer>> in(JsonNode json) {
    Map<String, Set<Integer>> found = new TreeMap<>();
    collect(json, found);
    return found;
  }

  private static void collect(JsonNode json, Map<String, Set<Integer>> found) {
    if (json.isArray()) {
      json.forEach(item -> collect(item, found));
    }
    if (json.isObject()) {
      json.properties()
          .forEach(property -> {
            if (property.getKey().endsWith("Id") && property.getValue().isInt()) {
              found
                  .computeIfAbsent(property.getKey(), _ -> new TreeSet<>())
                  .add(property.getValue().intValue());
            }
            collect(property.getValue(), found);
          });
    }
  }
}
