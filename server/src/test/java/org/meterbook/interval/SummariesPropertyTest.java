package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterbook.store.Scope;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/**
 * In any zone, for any interval, in any order of arrival and with any overlap, sums by hour, day
 * and month are those of a naive reference.
 */
class SummariesPropertyTest {
  @ParameterizedTest
  @CsvSource({
    "America/Chicago, 15, 1, 2025-11-01T00:00:00Z",
    "America/Chicago, 15, 2, 2025-03-07T00:00:00Z",
    "America/New_York, 5, 3, 2025-11-01T00:00:00Z",
    "America/St_Johns, 30, 4, 2025-03-07T00:00:00Z",
    "Australia/Lord_Howe, 60, 5, 2025-04-04T00:00:00Z",
    "Australia/Lord_Howe, 15, 6, 2025-10-03T00:00:00Z",
    "Europe/Berlin, 60, 7, 2025-10-24T00:00:00Z",
    "America/Santiago, 15, 8, 2025-09-04T00:00:00Z",
    "Asia/Kathmandu, 10, 9, 2025-12-29T00:00:00Z",
    "Pacific/Honolulu, 1440, 10, 2025-01-25T10:00:00Z",
    "UTC, 7, 11, 2024-02-27T00:00:00Z",
  })
  void sumsAreThoseOfANaiveReference(String zone, int minutes, long seed, String begin) {
    ZoneId zoneId = ZoneId.of(zone);
    Site site = new Site();
    int channel = site.channel(minutes == 7 ? 15 : Math.clamp(minutes, 15, 1440), "Trip", 1, 0);
    move(site, channel, zone, minutes);
    Random random = new Random(seed);
    TreeMap<Long, Double> all = new TreeMap<>();
    List<List<Map.Entry<Long, Double>>> deliveries = new ArrayList<>();
    long first = Instant.parse(begin).getEpochSecond();
    int count = Math.min(900, 12 * 1440 / minutes);
    for (int n = 0; n < 14; n++) {
      List<Map.Entry<Long, Double>> delivery = new ArrayList<>();
      int from = random.nextInt(count);
      for (int i = from; i < Math.min(count, from + count / 4); i++) {
        boolean odd = random.nextInt(40) == 0;
        delivery.add(
            Map.entry(
                first + (i + 1L) * minutes * 60 + (odd ? random.nextInt(minutes * 60) : 0),
                random.nextInt(100_000) / 100.0));
      }
      if (random.nextBoolean()) {
        Collections.shuffle(delivery, random);
      }
      deliveries.add(delivery);
    }
    for (List<Map.Entry<Long, Double>> delivery : deliveries) {
      delivery.forEach(reading -> all.put(reading.getKey(), reading.getValue()));
      store(site, channel, delivery);
    }
    compare(site, channel, "hour", all, zoneId, time -> hour(time, zoneId));
    compare(site, channel, "day", all, zoneId, time -> day(time, zoneId));
    compare(site, channel, "month", all, zoneId, time -> day(time, zoneId).withDayOfMonth(1));
    assertThat(site.readings(channel).size()).isEqualTo(all.size());
  }

  /** The meter of a test is in the zone, and its channel has the interval, from the beginning. */
  private static void move(Site site, int channel, String zone, int minutes) {
    write(
        site,
        sql -> {
          sql.execute(
              "UPDATE meter SET meter_time_zone_id = (SELECT z.time_zone_id FROM time_zone z WHERE z.iana_zone = :zone) WHERE tenant_id = :tenant",
              Map.of("zone", zone));
          return sql.execute(
              "UPDATE channel SET interval_minutes = :minutes WHERE tenant_id = :tenant AND channel_id = :id",
              Map.of("minutes", minutes, "id", channel));
        });
  }

  private static void store(Site site, int channel, List<Map.Entry<Long, Double>> delivery) {
    long[] times = delivery.stream().mapToLong(Map.Entry::getKey).toArray();
    double[] values = delivery.stream().mapToDouble(Map.Entry::getValue).toArray();
    write(site, sql -> IntervalStore.store(sql, channel, times, values));
  }

  private static <T> T write(Site site, Function<org.meterbook.store.Sql, T> work) {
    return TestServer.server()
        .database()
        .write(site.datasource.tenant(), Scope.UNBOUNDED, site.datasource.userId(), work);
  }

  private static LocalDateTime day(long time, ZoneId zone) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(time - 1), zone)
        .truncatedTo(ChronoUnit.DAYS);
  }

  /** Hours are counted from the day's first moment. */
  private static LocalDateTime hour(long time, ZoneId zone) {
    long begin = day(time, zone).toLocalDate().atStartOfDay(zone).toEpochSecond();
    long hour = begin + (time - 1 - begin) / 3600 * 3600;
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(hour), zone);
  }

  private static void compare(
      Site site,
      int channel,
      String by,
      TreeMap<Long, Double> all,
      ZoneId zone,
      Function<Long, LocalDateTime> group) {
    // Two hours of the autumn's longest day have one name: they are told apart by their order.
    List<LocalDateTime> begins = new ArrayList<>();
    List<double[]> sums = new ArrayList<>();
    long before = Long.MIN_VALUE;
    for (Map.Entry<Long, Double> reading : all.entrySet()) {
      LocalDateTime begin = group.apply(reading.getKey());
      boolean repeated =
          by.equals("hour")
              && before != Long.MIN_VALUE
              && sinceMidnight(before, zone) != sinceMidnight(reading.getKey(), zone);
      if (begins.isEmpty() || !begins.getLast().equals(begin) || repeated) {
        begins.add(begin);
        sums.add(new double[2]);
      }
      sums.getLast()[0] += reading.getValue();
      sums.getLast()[1]++;
      before = reading.getKey();
    }
    JsonNode answer =
        site.client
            .get(
                "/api/v202611/channel/%d/summary?by=%s&beginDate=1970-01-02&endDate=2099-12-31"
                    .formatted(channel, by))
            .expect(200)
            .json()
            .get("summaries");
    assertThat(answer.size()).as(by + "s").isEqualTo(begins.size());
    for (int i = 0; i < begins.size(); i++) {
      JsonNode sum = answer.get(i);
      assertThat(LocalDateTime.parse(sum.get("begin").stringValue())).isEqualTo(begins.get(i));
      assertThat(sum.get("count").longValue()).isEqualTo((long) sums.get(i)[1]);
      assertThat(sum.get("total").doubleValue()).isCloseTo(sums.get(i)[0], within(1e-6));
    }
  }

  private static long sinceMidnight(long time, ZoneId zone) {
    return (time - 1 - day(time, zone).toLocalDate().atStartOfDay(zone).toEpochSecond()) / 3600;
  }
}
