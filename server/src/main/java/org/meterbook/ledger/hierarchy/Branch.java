package org.meterbook.ledger.hierarchy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Reading;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Tree;
import org.meterbook.store.Table;
import tools.jackson.databind.JsonNode;

/**
 * A tree with what hangs in it, drawn open: some nodes with what is directly in them. Two
 * statements, however many nodes are open.
 *
 * @param tree the nodes
 * @param noun the prefix of the nodes' columns, such as {@code place}
 * @param type the expression of a node's kind
 * @param leaves what hangs in the nodes, if anything can
 */
record Branch(Tree tree, String noun, String type, java.util.Optional<Leaves> leaves) {
  /**
   * What hangs in nodes.
   *
   * @param shape has the node's id as a property that is named like the node's key
   * @param node that property
   */
  record Leaves(Table table, Shape shape, String node) {}

  /** A node; what it has below is said of all that the caller may see. */
  record Node(
      int id,
      int parent,
      String code,
      String info,
      int type,
      boolean hasNodes,
      boolean hasLeaves,
      boolean hasActiveLeaves) {
    @Nullable Integer parentId() {
      return parent == 0 ? null : (Integer) parent;
    }
  }

  /** Makes an answer of a node, of what was made of those below, and of what hangs in it. */
  interface Maker<T> {
    T apply(Node node, List<T> below, List<JsonNode> leaves);
  }

  /** One node opened. */
  <T> T open(Call call, int id, Maker<T> maker) {
    return open(call, List.of(id), maker);
  }

  /** The tree opened from the caller's topmost node down to this one. */
  <T> T openTo(Call call, int id, Maker<T> maker) {
    String text =
        """
        SELECT a.ancestor_id FROM %1$s a JOIN %2$s t ON t.tenant_id = a.tenant_id AND t.%3$s = a.ancestor_id
        WHERE a.tenant_id = :tenant AND a.%3$s = :id%4$s
        ORDER BY (SELECT count(*) FROM %1$s d WHERE d.tenant_id = a.tenant_id AND d.%3$s = a.ancestor_id)
        """
            .formatted(
                tree.ancestors(),
                tree.table().name(),
                tree.table().key(),
                call.within(tree.table(), "t"));
    return open(call, call.sql().list(text, Map.of("id", id), row -> row.integer(1)), maker);
  }

  private <T> T open(Call call, List<Integer> open, Maker<T> maker) {
    Map<Integer, Node> nodes = new HashMap<>();
    Map<Integer, List<Node>> below = new HashMap<>();
    for (Node node : nodes(call, open)) {
      nodes.put(node.id(), node);
      below.computeIfAbsent(node.parent(), _ -> new ArrayList<>()).add(node);
    }
    Map<Integer, List<JsonNode>> hanging =
        leaves
            .map(l ->
                Reading.rows(
                        call,
                        l.shape(),
                        "$." + tree.table().key() + " = ANY(:open::int[])",
                        Map.of("open", open),
                        OptionalInt.empty())
                    .stream()
                    .collect(Collectors.groupingBy(leaf -> leaf.path(l.node()).intValue())))
            .orElse(Map.of());
    return make(Objects.requireNonNull(nodes.get(open.getFirst())), below, hanging, maker);
  }

  private static <T> T make(
      Node node,
      Map<Integer, List<Node>> below,
      Map<Integer, List<JsonNode>> hanging,
      Maker<T> maker) {
    List<T> children =
        below.getOrDefault(node.id(), List.of()).stream()
            .map(child -> make(child, below, hanging, maker))
            .toList();
    return maker.apply(node, children, hanging.getOrDefault(node.id(), List.of()));
  }

  private List<Node> nodes(Call call, List<Integer> open) {
    Table table = tree.table();
    String key = table.key();
    String leaf =
        leaves
            .map(l ->
                "EXISTS (SELECT 1 FROM %s l WHERE l.tenant_id = t.tenant_id AND l.%s = t.%2$s%s"
                    .formatted(l.table().name(), key, call.within(l.table(), "l")))
            .orElse("EXISTS (SELECT 1 WHERE false");
    String active = leaves.map(_ -> leaf + " AND l.active)").orElse("false");
    String text =
        """
        SELECT t.%1$s, coalesce(t.%2$s, 0), t.%3$s_code, t.%3$s_info, %4$s,
          EXISTS (SELECT 1 FROM %5$s c WHERE c.tenant_id = t.tenant_id AND c.%2$s = t.%1$s), %6$s), %7$s
        FROM %5$s t WHERE t.tenant_id = :tenant AND (t.%1$s = ANY(:open::int[]) OR t.%2$s = ANY(:open::int[]))%8$s
        ORDER BY t.%3$s_info, t.%1$s
        """
            .formatted(
                key,
                tree.parent(),
                noun,
                type,
                table.name(),
                leaf,
                active,
                call.within(table, "t"));
    return call.sql()
        .list(
            text,
            Map.of("open", open),
            row ->
                new Node(
                    row.integer(1),
                    row.integer(2),
                    row.text(3),
                    row.text(4),
                    row.integer(5),
                    row.bool(6),
                    row.bool(7),
                    row.bool(8)));
  }
}
