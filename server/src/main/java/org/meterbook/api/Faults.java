package org.meterbook.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a feature finds wrong with a request beyond the rules that it declares, so that one answer
 * names all of it. Not thread-safe.
 */
public final class Faults {
  private final Map<String, List<String>> found = new LinkedHashMap<>();

  /** Notes a fault of a field. */
  public Faults when(boolean wrong, String field, String message) {
    if (wrong) {
      found.computeIfAbsent(field, _ -> new ArrayList<>()).add(message);
    }
    return this;
  }

  /** Refuses the request if anything was found. */
  public void refuse() {
    if (!found.isEmpty()) {
      throw Problem.invalid(found);
    }
  }
}
