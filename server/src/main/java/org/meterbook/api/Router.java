package org.meterbook.api;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the operation of a path, in any letter case; a literal segment goes before a variable. */
final class Router {
  /** A found operation and the texts of its path's variables. */
  record Match(Operation operation, Map<String, String> variables) {}

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    Optional<Node> variable = Optional.empty();
    final Map<String, Operation> byMethod = new TreeMap<>();
  }

  private final Node root = new Node();

  Router(List<Operation> operations) {
    for (Operation operation : operations) {
      Node node = root;
      for (String segment : operation.path().substring(1).split("/", -1)) {
        node =
            segment.startsWith("{")
                ? variable(node)
                : node.literals.computeIfAbsent(segment.toLowerCase(Locale.ROOT), _ -> new Node());
      }
      node.byMethod.put(operation.method(), operation);
    }
  }

  private static Node variable(Node node) {
    Node next = node.variable.orElseGet(Node::new);
    node.variable = Optional.of(next);
    return next;
  }

  /**
   * Finds an operation.
   *
   * @param path decoded segments
   * @throws Problem 404 for an unknown path, 405 with {@code Allow} for a known one
   */
  Match find(String method, List<String> path) {
    Node node =
        walk(root, path, 0)
            .orElseThrow(() ->
                Problem.notFound("There is nothing at this path. The API is described at /docs."));
    Operation operation = node.byMethod.get(method);
    if (operation != null) {
      return new Match(operation, variables(operation, path));
    }
    String allow = String.join(", ", node.byMethod.keySet());
    throw Problem.of(
            ErrorCode.METHOD_NOT_ALLOWED, "This path takes " + allow + ", not " + method + ".")
        .with("Allow", allow);
  }

  /** A word wins over a variable, whatever the methods: no row is called like a word of the API. */
  private static Optional<Node> walk(Node node, List<String> path, int at) {
    if (at == path.size()) {
      return Optional.of(node).filter(end -> !end.byMethod.isEmpty());
    }
    return Optional.ofNullable(node.literals.get(path.get(at).toLowerCase(Locale.ROOT)))
        .flatMap(literal -> walk(literal, path, at + 1))
        .or(() -> node.variable.flatMap(variable -> walk(variable, path, at + 1)));
  }

  private static Map<String, String> variables(Operation operation, List<String> path) {
    Map<String, String> variables = new HashMap<>();
    String[] segments = operation.path().substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      if (segments[i].startsWith("{")) {
        variables.put(segments[i].substring(1, segments[i].length() - 1), path.get(i));
      }
    }
    return variables;
  }
}
