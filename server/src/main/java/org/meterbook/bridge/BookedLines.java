package org.meterbook.bridge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Problem;
import org.meterbook.ledger.bill.BillBooking;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;

/**
 * The lines of a bill in the books, from the blocks of a collected one: use (by time of use where
 * that adds up), demand, and every line item with its cost; what the items leave of the total is a
 * line of its own, so that the total is the bill's.
 */
final class BookedLines {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("kwh", "KWH"),
          Map.entry("kw", "KW"),
          Map.entry("kva", "KVA"),
          Map.entry("kvar", "KVAR"),
          Map.entry("kvarh", "KVARH"),
          Map.entry("therms", "THERM"),
          Map.entry("ccf", "CCF"),
          Map.entry("hcf", "CCF"),
          Map.entry("mcf", "MCF"),
          Map.entry("gallons", "GAL"),
          Map.entry("m3", "M3"));

  private static final Map<String, String> BUCKETS =
      Map.of(
          "peak", "ONPKUSE",
          "part-peak", "MIDPKUSE",
          "off-peak", "OFFPKUSE",
          "super-off-peak", "SUPEROFFPKUSE",
          "super-peak", "CRITPKUSE");

  private static final int LONGEST_CAPTION = 100;
  private static final double TOLERANCE = 0.001;

  /** Ids by code; the catalogues are few and do not change while bills are booked. */
  private final Map<String, Integer> ids = new HashMap<>();

  private final Sql sql;

  BookedLines(Sql sql) {
    this.sql = sql;
  }

  /**
   * The lines.
   *
   * @throws Problem nothing is known of it that could be booked
   */
  List<BillBooking.Line> of(JsonNode blocks) {
    List<BillBooking.Line> lines = new ArrayList<>(use(blocks));
    blocks
        .path("demand")
        .valueStream()
        .forEach(demand ->
            lines.add(
                value(
                    "BILLDEMAND",
                    text(demand, "name", "Demand"),
                    demand.path("demand").asDouble(),
                    "KW")));
    costs(blocks, lines);
    if (lines.isEmpty()) {
      throw Problem.invalid("", "it has neither use nor cost");
    }
    return lines;
  }

  private List<BillBooking.Line> use(JsonNode blocks) {
    JsonNode base = blocks.path("base");
    JsonNode volume = base.path("bill_total_volume");
    String wire = base.path("bill_total_unit").asString("");
    if (!volume.isNumber()) {
      return List.of();
    }
    String unit =
        Optional.ofNullable(UNITS.get(wire))
            .orElseThrow(() ->
                Problem.invalid("", "nobody knows the unit of its use, '%s'".formatted(wire)));
    List<BillBooking.Line> parts = timesOfUse(blocks.path("tou"), wire, unit);
    double sum = parts.stream().mapToDouble(BookedLines::used).sum();
    boolean addsUp =
        !parts.isEmpty()
            && Math.abs(sum - volume.doubleValue())
                <= Math.max(1, Math.abs(volume.doubleValue())) * TOLERANCE;
    return addsUp ? parts : List.of(value("TOTALUSE", "Use", volume.doubleValue(), unit));
  }

  private static double used(BillBooking.Line line) {
    Double value = line.value();
    return value == null ? 0 : value;
  }

  /** One line for each bucket; none where a bucket comes twice or is none of the books'. */
  private List<BillBooking.Line> timesOfUse(JsonNode tou, String wire, String unit) {
    List<BillBooking.Line> lines = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode part : tou) {
      String type = BUCKETS.get(part.path("bucket").asString(""));
      if (type == null || !seen.add(type) || !part.path("unit").asString("").equals(wire)) {
        return List.of();
      }
      lines.add(value(type, text(part, "name", type), part.path("volume").asDouble(), unit));
    }
    return lines;
  }

  private void costs(JsonNode blocks, List<BillBooking.Line> lines) {
    BigDecimal items = BigDecimal.ZERO;
    List<JsonNode> all = new ArrayList<>();
    blocks.path("line_items").forEach(all::add);
    blocks
        .path("suppliers")
        .forEach(supplier -> supplier.path("supplier_line_items").forEach(all::add));
    List<BillBooking.Line> costs = new ArrayList<>();
    for (JsonNode item : all) {
      BigDecimal cost =
          item.path("cost").decimalValue().setScale(2, java.math.RoundingMode.HALF_UP);
      items = items.add(cost);
      costs.add(cost(kind(item), text(item, "name", "Charge"), cost));
    }
    JsonNode total = blocks.path("base").path("bill_total_cost");
    if (total.isNumber()) {
      BigDecimal rest =
          total.decimalValue().setScale(2, java.math.RoundingMode.HALF_UP).subtract(items);
      if (rest.signum() != 0 || costs.isEmpty()) {
        costs.addFirst(cost("COST", costs.isEmpty() ? "Bill" : "Bill, without its items", rest));
      }
    }
    lines.addAll(costs);
  }

  private static String kind(JsonNode item) {
    String name = item.path("name").asString("").toLowerCase(Locale.ROOT);
    if (name.matches(".*\\btax\\b.*")) {
      return "TAX";
    }
    if (name.contains("demand")) {
      return "DEMANDCHARGE";
    }
    if (name.contains("customer")) {
      return "CUSTOMERCHARGE";
    }
    return switch (item.path("kind").asString("")) {
      case "supply" -> "SUPPLYCHARGE";
      case "delivery" ->
          name.contains("usage") || name.contains("energy") ? "USECHARGE" : "DELIVERYCHARGE";
      default -> "COST";
    };
  }

  private BillBooking.Line value(String type, String caption, double value, String unit) {
    return new BillBooking.Line(type(type), caption, value, unit(unit), null, null);
  }

  private BillBooking.Line cost(String type, String caption, BigDecimal cost) {
    return new BillBooking.Line(type(type), caption, null, null, cost, unit("USDOLLARS"));
  }

  private static String text(JsonNode node, String key, String otherwise) {
    String text = node.path(key).asString("").strip();
    return text.isEmpty() ? otherwise : text.substring(0, Math.min(LONGEST_CAPTION, text.length()));
  }

  private int type(String code) {
    return id("observation_type", code);
  }

  private int unit(String code) {
    return id("unit", code);
  }

  private int id(String table, String code) {
    @Nullable Integer known = ids.get(table + code);
    if (known != null) {
      return known;
    }
    int id =
        sql.first(
                "SELECT %1$s_id FROM %1$s WHERE %1$s_code = :code".formatted(table),
                Map.of("code", code),
                row -> row.integer(1))
            .orElseThrow();
    ids.put(table + code, id);
    return id;
  }
}
