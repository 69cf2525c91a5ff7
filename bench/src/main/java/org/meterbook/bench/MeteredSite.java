package org.meterbook.bench;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.interval.IntervalStore;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * A datasource with meters of one channel each: 15 minutes, kWh, trip.
 *
 * @param tenant the datasource
 * @param key an administrator's key
 * @param channels ids of the channels
 */
record MeteredSite(long tenant, String key, List<Integer> channels) {
  private static final int CHICAGO = 2;
  private static final int INTERVAL_USE = 9;
  private static final int KWH = 2;

  static MeteredSite make(Database database, String code, int channels) {
    long tenant = Datasources.create(database, code, code, ZoneId.of("America/Chicago"), 7);
    int user = Users.createAdministrator(database, tenant, "bench", "Bench", "bench-bench-bench");
    return database.write(tenant, Scope.UNBOUNDED, user, sql -> fill(sql, user, channels));
  }

  private static MeteredSite fill(Sql sql, int user, int channels) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < channels; i++) {
      int meter =
          sql.insert(
              Tables.METER,
              Values.none()
                  .with("meter_code", "M" + i)
                  .with("meter_info", "Meter " + i)
                  .with("meter_type_id", 1)
                  .with("commodity_id", 1)
                  .with("place_id", 1)
                  .with("meter_time_zone_id", CHICAGO)
                  .with("active", true)
                  .with("properties", new Sql.Json("{}")));
      ids.add(
          IntervalStore.channel(sql, Values.none().with("meter_id", meter), INTERVAL_USE, 15, KWH));
    }
    return new MeteredSite(sql.tenant(), ApiKeys.make(sql, user, "bench"), ids);
  }
}
