package org.meterbook.ledger.meter;

import java.util.List;
import java.util.Map;
import org.meterbook.api.Problem;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Removes channels with all that hangs on them. */
public final class ChannelRemoval {
  private ChannelRemoval() {}

  /**
   * Removes a channel with its readings, their history and its versions.
   *
   * @throws Problem another channel is calculated from it
   */
  public static void delete(Sql sql, int id) {
    sql.lock(Tables.CHANNEL, List.of(id));
    sql.first(
            "SELECT i.channel_id FROM channel_input i WHERE i.tenant_id = :tenant AND i.input_id = :id LIMIT 1",
            Map.of("id", id),
            row -> row.integer(1))
        .ifPresent(follower -> {
          throw Problem.invalid(
              "channelId", "channel %d is calculated from channel %d".formatted(follower, id));
        });
    for (String table : List.of("interval_day", "interval_month", "interval_history")) {
      sql.execute(
          "DELETE FROM %s t WHERE t.tenant_id = :tenant AND t.channel_id = :id".formatted(table),
          Map.of("id", id));
    }
    sql.delete(Tables.CHANNEL, id);
  }
}
