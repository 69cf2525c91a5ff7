package org.meterbook.interval;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterbook.api.Problem;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Keeps calculated channels up with their formulas: what they come from, their interval, values.
 */
final class CalculatedChannels {
  /** No channel has this id: whoever locks it changes formulas alone. */
  private static final int FORMULAS = 0;

  private CalculatedChannels() {}

  /** What is calculated from a channel. */
  static List<Integer> followers(Sql sql, int channelId) {
    return sql.list(
        "SELECT i.channel_id FROM channel_input i WHERE i.tenant_id = :tenant AND i.input_id = :id ORDER BY i.channel_id",
        Map.of("id", channelId),
        row -> row.integer(1));
  }

  /** The coarsest interval of some channels, in minutes. */
  static int coarsest(Sql sql, Collection<Integer> channels) {
    return sql.first(
            "SELECT max(c.interval_minutes) FROM channel c WHERE c.tenant_id = :tenant AND c.channel_id = ANY(:ids)",
            Map.of("ids", List.copyOf(channels)),
            row -> row.integer(1))
        .orElseThrow();
  }

  /** After its formulas have changed, or those that it names: everything that follows from them. */
  static void renew(Sql sql, int id) {
    sql.lock(Tables.CHANNEL, List.of(FORMULAS));
    Channel channel = ChannelLoader.one(sql, id);
    Set<Integer> inputs = channel.inputs();
    requireNoRing(sql, id, inputs);
    // Inputs before what follows from them, as everybody takes them.
    sql.lock(Tables.CHANNEL, inputs);
    sql.lock(Tables.CHANNEL, List.of(id));
    forget(sql, id);
    sql.execute(
        """
        INSERT INTO channel_input (tenant_id, channel_id, input_id) SELECT :tenant, :id, n.id FROM unnest(:ids::int[]) AS n(id)
        """,
        Map.of("id", id, "ids", List.copyOf(inputs)));
    int minutes = coarsest(sql, inputs);
    if (minutes != channel.intervalMinutes()) {
      sql.update(Tables.CHANNEL, id, Values.none().with("interval_minutes", minutes));
    }
    new Calculation(sql).calculateAll(ChannelLoader.one(sql, id));
    // What it was calculated from is not always a part of what it is calculated from now.
    followers(sql, id).forEach(follower -> renew(sql, follower));
  }

  /** Forgets what a channel is calculated from, and its values. */
  static void forget(Sql sql, int id) {
    for (String table : List.of("channel_input", "interval_day", "interval_month")) {
      sql.execute(
          "DELETE FROM %s t WHERE t.tenant_id = :tenant AND t.channel_id = :id".formatted(table),
          Map.of("id", id));
    }
  }

  private static void requireNoRing(Sql sql, int id, Set<Integer> inputs) {
    Set<Integer> seen = new HashSet<>();
    List<Integer> next = List.copyOf(inputs);
    while (!next.isEmpty()) {
      if (next.contains(id)) {
        throw Problem.invalid(
            "formula", "is a ring: what it names is itself calculated from this channel");
      }
      seen.addAll(next);
      next =
          sql
              .list(
                  "SELECT DISTINCT i.input_id FROM channel_input i WHERE i.tenant_id = :tenant AND i.channel_id = ANY(:ids)",
                  Map.of("ids", next),
                  row -> row.integer(1))
              .stream()
              .filter(input -> !seen.contains(input))
              .toList();
    }
  }
}
