package org.meterbook.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found wrong with a request, by field. Of the items of one list only the first few are
 * named: an answer does not grow with what a client sends. Not thread-safe.
 */
final class Found {
  /** Faults of a list's items that are named. */
  static final int MOST = 20;

  private final Map<String, List<String>> errors = new LinkedHashMap<>();
  private final Map<String, Integer> ofLists = new HashMap<>();

  void add(String field, String message) {
    int bracket = field.indexOf('[');
    if (bracket < 0 || ofLists.merge(field.replaceAll("\\[\\d+]", "[]"), 1, Integer::sum) <= MOST) {
      errors.computeIfAbsent(field, _ -> new ArrayList<>()).add(message);
    }
  }

  /** Refuses the request if anything was found. */
  void refuse() {
    if (errors.isEmpty()) {
      return;
    }
    ofLists.forEach((items, count) -> {
      if (count > MOST) {
        errors
            .computeIfAbsent(items.substring(0, items.indexOf('[')), _ -> new ArrayList<>())
            .add("%,d more faults of %s are not named".formatted(count - MOST, items));
      }
    });
    throw Problem.invalid(errors);
  }
}
