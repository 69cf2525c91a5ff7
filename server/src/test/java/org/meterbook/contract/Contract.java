package org.meterbook.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterbook.api.Operation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published contract.
 *
 * @param entries its operations; an id may be there twice, with different paths
 * @param models the properties of each model, by name
 */
record Contract(List<Entry> entries, Map<String, Map<String, Property>> models) {

  /**
   * An operation.
   *
   * @param query query parameters and their types
   * @param body the type of the body; empty where there is none, or where nobody knows
   * @param answers the type answered with each status, empty for none; no status where nobody knows
   * @param permission {@code Name (Level)}, {@code none}, or empty where nobody knows
   * @param json the body is JSON
   * @param exact taken from a client that calls it so; else only what is said is known
   * @param pathKnown the path is not a guess
   */
  record Entry(
      String id,
      String method,
      String path,
      Map<String, String> query,
      Optional<String> body,
      Map<String, Optional<String>> answers,
      boolean paged,
      Optional<String> permission,
      boolean deprecated,
      boolean json,
      boolean exact,
      boolean pathKnown) {

    String route() {
      return Contract.route(method, path);
    }

    /** The path's third segment. */
    String category() {
      return path.split("/", 5)[3].toLowerCase(Locale.ROOT);
    }

    /** What is answered with 200. */
    Optional<String> answer() {
      return answers.getOrDefault("200", Optional.empty());
    }
  }

  /** The type and the rules of a model's property. */
  record Property(String type, List<String> rules) {
    private static Property of(String text) {
      List<String> parts = Arrays.asList(text.split(" · ", -1));
      return new Property(parts.getFirst(), parts.subList(1, parts.size()));
    }

    boolean has(String rule) {
      return rules.contains(rule);
    }

    /** What stands behind a rule's word. */
    Optional<String> argument(String word) {
      return rules.stream()
          .filter(rule -> rule.startsWith(word + " "))
          .map(rule -> rule.substring(word.length() + 1))
          .findFirst();
    }
  }

  static Contract load() {
    List<Entry> entries = new ArrayList<>();
    read("ledger-operations.json").forEach(node -> entries.add(entry(node)));
    Map<String, Map<String, Property>> models = new LinkedHashMap<>();
    read("ledger-models.json")
        .properties()
        .forEach(model -> {
          Map<String, Property> properties = new LinkedHashMap<>();
          model
              .getValue()
              .properties()
              .forEach(
                  each -> properties.put(each.getKey(), Property.of(each.getValue().asString())));
          models.put(model.getKey(), properties);
        });
    return new Contract(List.copyOf(entries), models);
  }

  private static Entry entry(JsonNode node) {
    Map<String, String> query = new LinkedHashMap<>();
    node.path("query")
        .properties()
        .forEach(each -> query.put(each.getKey(), Property.of(each.getValue().asString()).type()));
    Map<String, Optional<String>> answers = new LinkedHashMap<>();
    node.path("responses")
        .properties()
        .forEach(each -> answers.put(each.getKey(), each.getValue().stringValueOpt()));
    String source = node.path("source").asString();
    return new Entry(
        node.path("id").asString(),
        node.path("method").asString(),
        node.path("path").asString(),
        query,
        node.path("body").stringValueOpt(),
        answers,
        node.path("paged").asBoolean(false),
        node.path("permission").stringValueOpt(),
        node.path("deprecated").asBoolean(false),
        !node.has("consumes"),
        source.startsWith("client"),
        !source.contains("inferred"));
  }

  private static JsonNode read(String name) {
    try (InputStream in = Contract.class.getResourceAsStream("/contract/" + name)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Equal for equal routes: the letter case and the names of variables do not matter on the wire.
   */
  static String route(String method, String path) {
    return method
        + " "
        + path.replaceAll("\\?$", "").replaceAll("\\{[^}]*}", "{}").toLowerCase(Locale.ROOT);
  }

  /**
   * The entry that an operation carries out: the one of its id, of several the one on its route,
   * else the one on its route.
   */
  Optional<Entry> entryOf(Operation operation) {
    String route = route(operation.method(), operation.path());
    List<Entry> sameId =
        entries.stream().filter(entry -> entry.id().equals(operation.id())).toList();
    return sameId.stream()
        .filter(entry -> entry.route().equals(route))
        .findFirst()
        .or(() -> sameId.stream().findFirst())
        .or(() -> entries.stream().filter(entry -> entry.route().equals(route)).findFirst());
  }
}
