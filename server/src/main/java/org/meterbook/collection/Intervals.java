package org.meterbook.collection;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Row;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Interval data as it was collected: an object for each local day, newest reading first. */
final class Intervals {
  private static final String PATH = "/intervals";

  private static final String SELECT =
      """
      SELECT t.collection_interval_id, t.collection_meter_id, t.collection_authorization_id, t.created, t.updated, t.notes, a.utility, m.zone,
        m.base, t.begins, t.seconds, t.unit, t.kinds, array_send(t.readings), t.source, t.quality
      FROM collection_interval t JOIN collection_meter m ON m.tenant_id = t.tenant_id AND m.collection_meter_id = t.collection_meter_id
      JOIN collection_authorization a ON a.tenant_id = t.tenant_id AND a.collection_authorization_id = t.collection_authorization_id
      WHERE t.tenant_id = :tenant
      """;

  private final Site site;

  Intervals(Site site) {
    this.site = site;
  }

  record Datapoint(@Meaning("fwd, rev, net, gen or max") String type, String unit, double value) {}

  record Reading(
      String start,
      String end,
      @Meaning("kept for old clients; null where it is no energy") @Nullable Double kwh,
      List<Datapoint> datapoints) {}

  record Interval(
      @Meaning("identifier") String uid,
      String meter_uid,
      String authorization_uid,
      @Meaning("when it was first collected") String created,
      @Meaning("when it last changed") String updated,
      List<JsonNode> notes,
      @Meaning("the utility's id") String utility,
      @Meaning("base, sources, readings") List<String> blocks,
      @Meaning("the service") JsonNode base,
      @Meaning("where it came from") List<JsonNode> sources,
      @Meaning("newest first") List<Reading> readings) {}

  record IntervalListing(
      List<Interval> intervals,
      @Meaning("always false") boolean is_incomplete,
      @Meaning("the rest of the list") @Nullable String next) {}

  void register(Operations operations) {
    operations.stream(
        "GetIntervals",
        "/api/v2" + PATH,
        "",
        IntervalListing.class,
        this::write,
        "Lists interval data of meters or authorizations by the day; 404 where neither names anything.");
    Span.declare(operations, "at most so many days, up to 1000");
  }

  private void write(Call call, OutputStream out) throws IOException {
    Span span = Span.of(call, Tables.COLLECTION_INTERVAL);
    Listing listing = new Listing(out, "intervals", span.limit());
    listing.write(
        call.sql(),
        span.statement(SELECT, "collection_interval"),
        span.parameters(),
        Intervals::object);
    listing.flag("is_incomplete", false);
    listing.end(last -> site.next(call, PATH, last));
  }

  private static Listing.Item object(Row row) {
    String uid = String.valueOf(row.integer(1));
    ObjectNode base = (ObjectNode) Notes.JSON.readTree(row.text(9));
    base.remove(List.of("service_class", "billing_contact", "billing_address", "billing_account"));
    base.putArray("qualities").add(row.text(16));
    ObjectNode source = Notes.JSON.createObjectNode().put("type", row.text(15)).putNull("raw_url");
    StringBuilder text = new StringBuilder(16_000);
    text.append(
            Listing.opened(
                Listing.head(uid, row.integer(2), row.integer(3), row.instant(4), row.instant(5))))
        .append(",\"notes\":")
        .append(row.text(6))
        .append(",\"utility\":")
        .append(Notes.JSON.writeValueAsString(row.text(7)))
        .append(",\"blocks\":[\"base\",\"sources\",\"readings\"],\"base\":")
        .append(base)
        .append(",\"sources\":[")
        .append(source)
        .append("],\"readings\":[");
    readings(row, text);
    return new Listing.Item(uid, text.append("]}").toString());
  }

  private static void readings(Row row, StringBuilder text) {
    ZoneId zone = ZoneId.of(row.text(8));
    Instant begin = row.instant(10);
    int seconds = row.integer(11);
    String unit = row.text(12);
    List<String> kinds = row.texts(13);
    double[] values = row.doubles(14);
    int size = values.length / kinds.size();
    boolean first = true;
    String end = Stamp.local(begin.plusSeconds((long) seconds * size), zone);
    for (int place = size - 1; place >= 0; place--) {
      String start = Stamp.local(begin.plusSeconds((long) seconds * place), zone);
      StringBuilder points = points(kinds, unit, values, size, place);
      if (!points.isEmpty()) {
        text.append(first ? "" : ",")
            .append("{\"start\":\"")
            .append(start)
            .append("\",\"end\":\"")
            .append(end)
            .append("\",\"kwh\":")
            .append(kwh(kinds, unit, values, size, place))
            .append(",\"datapoints\":[")
            .append(points)
            .append("]}");
        first = false;
      }
      end = start;
    }
  }

  private static StringBuilder points(
      List<String> kinds, String unit, double[] values, int size, int place) {
    StringBuilder points = new StringBuilder();
    for (int kind = 0; kind < kinds.size(); kind++) {
      double value = values[kind * size + place];
      if (!Double.isNaN(value)) {
        points
            .append(points.isEmpty() ? "" : ",")
            .append("{\"type\":\"")
            .append(kinds.get(kind))
            .append("\",\"unit\":\"")
            .append(kinds.get(kind).equals("max") && unit.equals("kwh") ? "kw" : unit)
            .append("\",\"value\":")
            .append(value)
            .append('}');
      }
    }
    return points;
  }

  /** Net energy: what was delivered less what was received, or the net itself. */
  private static String kwh(List<String> kinds, String unit, double[] values, int size, int place) {
    if (!unit.equals("kwh")) {
      return "null";
    }
    double sum = 0;
    boolean any = false;
    for (int kind = 0; kind < kinds.size(); kind++) {
      double value = values[kind * size + place];
      int sign =
          switch (kinds.get(kind)) {
            case "fwd", "net" -> 1;
            case "rev" -> -1;
            default -> 0;
          };
      if (sign != 0 && !Double.isNaN(value)) {
        sum += sign * value;
        any = true;
      }
    }
    return any ? String.valueOf(sum) : "null";
  }
}
