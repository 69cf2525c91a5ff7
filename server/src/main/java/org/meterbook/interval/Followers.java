package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Finds the channels that are calculated from others, however far. */
final class Followers {
  private static final String DIRECT =
      "SELECT i.channel_id, i.input_id FROM channel_input i WHERE i.tenant_id = :tenant AND i.input_id = ANY(:ids::int[])";

  private record Edge(int follower, int input) {}

  private final Sql sql;

  Followers(Sql sql) {
    this.sql = sql;
  }

  /**
   * All that follow from some channels, each after what it is calculated from, and locked in that
   * order: every writer takes inputs before what follows from them, so none waits in a ring.
   */
  List<Integer> of(Collection<Integer> channels) {
    Map<Integer, Set<Integer>> inputs = new TreeMap<>();
    Collection<Integer> next = channels;
    while (!next.isEmpty()) {
      Set<Integer> found = new TreeSet<>();
      for (Edge edge :
          sql.list(
              DIRECT,
              Map.of("ids", List.copyOf(next)),
              row -> new Edge(row.integer(1), row.integer(2)))) {
        if (!inputs.containsKey(edge.follower())) {
          found.add(edge.follower());
        }
        inputs.computeIfAbsent(edge.follower(), _ -> new TreeSet<>()).add(edge.input());
      }
      next = found;
    }
    List<Integer> order = new ArrayList<>(inOrder(inputs));
    order.forEach(id -> sql.lock(Tables.CHANNEL, List.of(id)));
    return order;
  }

  private static Set<Integer> inOrder(Map<Integer, Set<Integer>> inputs) {
    Set<Integer> done = new LinkedHashSet<>();
    Map<Integer, Set<Integer>> left = new HashMap<>(inputs);
    while (!left.isEmpty()) {
      Set<Integer> ready = new TreeSet<>();
      left.forEach((id, from) -> {
        if (from.stream().noneMatch(left::containsKey)) {
          ready.add(id);
        }
      });
      if (ready.isEmpty()) {
        throw new IllegalStateException("channels are calculated from each other: " + left);
      }
      done.addAll(ready);
      left.keySet().removeAll(ready);
    }
    return done;
  }
}
