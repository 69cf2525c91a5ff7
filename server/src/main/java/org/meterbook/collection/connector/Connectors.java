package org.meterbook.collection.connector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The utilities that can be collected from, and those whose names tests may use. */
public final class Connectors {
  /** Utilities that clients' tests name; nothing but tests is collected from them here. */
  private static final Set<String> TEST_ONLY =
      Set.of(
          "PG&E",
          "SCE",
          "SDG&E",
          "LADWP",
          "ConEd",
          "PCE",
          "SVCE",
          "FCU",
          "CONSUMERSENERGY",
          "SSMPUC");

  private final Map<String, Connector> connectors = new LinkedHashMap<>();
  private final Function<String, Connector> tests;

  /**
   * The connectors of a server.
   *
   * @param connectors the real ones, in the order in which customers see them
   * @param tests the simulated utility under the name of another
   */
  public Connectors(List<Connector> connectors, Function<String, Connector> tests) {
    connectors.forEach(connector -> this.connectors.put(connector.utility(), connector));
    this.tests = tests;
  }

  /** What customers choose from. */
  public List<Connector> all() {
    return List.copyOf(connectors.values());
  }

  /** The connector of a utility; empty where there is none. */
  public Optional<Connector> find(String utility) {
    return Optional.ofNullable(connectors.get(utility));
  }

  /** Does the customer hand over files, in place of credentials? */
  public boolean takesFiles(String utility) {
    return find(utility).filter(found -> found.access() == Connector.Access.FILES).isPresent();
  }

  /** The simulated utility under a utility's name; empty for a name that nobody knows. */
  public Optional<Connector> test(String utility) {
    return connectors.containsKey(utility) || TEST_ONLY.contains(utility)
        ? Optional.of(tests.apply(utility))
        : Optional.empty();
  }

  /** The ids that may be named, sorted. */
  public List<String> known() {
    return java.util.stream.Stream.concat(connectors.keySet().stream(), TEST_ONLY.stream())
        .sorted()
        .distinct()
        .toList();
  }
}
