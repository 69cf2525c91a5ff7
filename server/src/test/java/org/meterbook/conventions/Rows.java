package org.meterbook.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.meterbook.api.FieldType;
import org.meterbook.api.Member;
import org.meterbook.api.Operation;
import org.meterbook.api.Shape;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/**
 * The whole of a list of the demo datasource, read once.
 *
 * @param path where it is
 * @param key the property that tells its rows apart
 * @param rows its rows, in its own order
 */
record Rows(String path, String key, List<JsonNode> rows) {
  /** The largest page. */
  static final String LARGEST = "1000";

  private static final Map<String, Rows> READ = new ConcurrentHashMap<>();

  static Rows of(Operation list) {
    return READ.computeIfAbsent(list.id(), _ -> read(list));
  }

  private static Rows read(Operation list) {
    String path = Paths.of(list, TestServer.demo());
    List<JsonNode> rows = new ArrayList<>();
    int pages = 1;
    for (int page = 1; page <= pages; page++) {
      Client.Response response =
          TestServer.demo()
              .client()
              .get(path, "pageNumber", String.valueOf(page), "pageSize", LARGEST)
              .expect(200);
      response.json().forEach(rows::add);
      pages = Registry.listing(list).paged() ? Integer.parseInt(response.header("TotalPages")) : 1;
    }
    return new Rows(path, key(Registry.listing(list).shape()), rows);
  }

  /** The top-level property that is the id of the shape's row. */
  static String key(Shape shape) {
    return shownKey(shape)
        .orElseThrow(() ->
            new AssertionError(shape + " shows no id, so that its rows cannot be told apart"));
  }

  /** The same; a list that nobody filters or pages need not show it. */
  static Optional<String> shownKey(Shape shape) {
    return shape.members().stream()
        .filter(member ->
            member instanceof Member.Field field
                && field.sql().equals("$." + shape.table().key())
                && (field.type() == FieldType.INTEGER || field.type() == FieldType.LONG))
        .map(Member::name)
        .findFirst();
  }

  /**
   * The rows of a list that shows a property of this list's rows which this one only filters by.
   */
  static Rows showing(Operation list, String path) {
    String head = path.split("\\.", 2)[0];
    Shape shape = Registry.listing(list).shape();
    if (shows(shape, head)) {
      return of(list);
    }
    return Registry.all().stream()
        .filter(other -> other.action() instanceof Operation.Listing && other.variables().isEmpty())
        .filter(other -> Registry.listing(other).shape().table().equals(shape.table()))
        .filter(other -> shows(Registry.listing(other).shape(), head))
        .findFirst()
        .map(Rows::of)
        .orElseThrow(() -> new AssertionError("no list shows " + path));
  }

  private static boolean shows(Shape shape, String head) {
    return shape.members().stream().anyMatch(member -> member.name().equals(head));
  }

  List<Long> ids() {
    return ids(rows);
  }

  List<Long> ids(Iterable<JsonNode> some) {
    List<Long> ids = new ArrayList<>();
    some.forEach(row -> ids.add(row.path(key).longValue()));
    return ids;
  }
}
