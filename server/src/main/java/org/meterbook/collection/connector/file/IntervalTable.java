package org.meterbook.collection.connector.file;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterbook.collection.Stamp;

/** The rows of a table of interval data, such as our own export. */
final class IntervalTable {
  /** A column of what is neither delivered nor net energy: {@code fwd_therms}, {@code max_kw}. */
  private static final Pattern FURTHER =
      Pattern.compile(
          "(fwd|rev|net|gen|max)_(kwh|kw|kva|kvar|kvarh|therms|ccf|mcf|hcf|gallons|m3)");

  private static final long DAY = 86_400;

  private final ZoneId zone;
  private final Finds finds;
  private final Map<Integer, Matcher> further = new LinkedHashMap<>();
  private final Set<String> told = new HashSet<>();

  IntervalTable(List<String> header, ZoneId zone, Finds finds) {
    this.zone = zone;
    this.finds = finds;
    for (int i = 0; i < header.size(); i++) {
      Matcher name = FURTHER.matcher(TableColumn.normalized(header.get(i)));
      if (name.matches() && !name.group().equals(TableColumn.NET_KWH.preferred())) {
        further.put(i, name);
      }
    }
  }

  void read(TableRow row) {
    String service = row.service();
    Optional<ZoneId> said = row.text(TableColumn.INTERVAL_ZONE).map(text -> zone(row, text));
    if (told.add(service)) {
      finds.service(TableReader.service(row, Optional.of("kwh")), said);
    }
    Instant start = moment(row, TableColumn.INTERVAL_START, said.orElse(zone));
    Instant end = moment(row, TableColumn.INTERVAL_END, said.orElse(zone));
    long seconds = Duration.between(start, end).toSeconds();
    if (seconds <= 0 || seconds > DAY) {
      throw row.problem(TableColumn.INTERVAL_END, "does not fit the start");
    }
    Values values = new Values(finds, service, start, (int) seconds);
    Optional<BigDecimal> delivered = row.number(TableColumn.INTERVAL_KWH);
    Optional<BigDecimal> net = row.number(TableColumn.NET_KWH);
    delivered.ifPresent(value -> values.tell("fwd", "kwh", value));
    if (delivered.isPresent() && net.isPresent()) {
      BigDecimal received = delivered.get().subtract(net.get());
      if (received.signum() != 0) {
        values.tell("rev", "kwh", received);
      }
    } else {
      net.ifPresent(value -> values.tell("net", "kwh", value));
    }
    further.forEach((index, name) ->
        row.cell(index)
            .ifPresent(
                text -> values.tell(name.group(1), name.group(2), row.number(text, name.group()))));
  }

  /** The values of a row. */
  private record Values(Finds finds, String service, Instant start, int seconds) {
    void tell(String kind, String unit, BigDecimal value) {
      boolean peak = kind.equals("max") && unit.equals("kw");
      finds.reading(
          service,
          new Finds.Reading(
              start, seconds, kind, peak ? "kwh" : unit, value.doubleValue(), "raw", "csv"));
    }
  }

  private static ZoneId zone(TableRow row, String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException _) {
      throw row.problem(TableColumn.INTERVAL_ZONE, "is no time zone: " + text);
    }
  }

  /** A time with an offset, or one of the zone. */
  private static Instant moment(TableRow row, TableColumn column, ZoneId zone) {
    String text = row.text(column).orElseThrow(() -> row.problem(column, "is empty"));
    return Stamp.parse(text)
        .or(() -> local(text, zone))
        .orElseThrow(
            () -> row.problem(column, "is no time such as 2026-01-31T00:15:00-08:00: " + text));
  }

  private static Optional<Instant> local(String text, ZoneId zone) {
    try {
      return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
