package org.meterbook.ledger.billimport;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One invoice of an interchange, segment by segment. */
final class EdiInvoice {
  /** Units of measure of X12 that utilities use, by ours. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("KH", "KWH"),
          Map.entry("K1", "KW"),
          Map.entry("K2", "KVA"),
          Map.entry("K3", "KVARH"),
          Map.entry("K4", "KVA"),
          Map.entry("K5", "KVARH"),
          Map.entry("K7", "KW"),
          Map.entry("TD", "THERM"),
          Map.entry("D5", "DTH"),
          Map.entry("BZ", "MMBTU"),
          Map.entry("HH", "CCF"),
          Map.entry("TZ", "MCF"),
          Map.entry("GA", "GAL"));

  private static final Map<String, String> USE =
      Map.of(
          "51", "TOTALUSE",
          "41", "OFFPKUSE",
          "42", "ONPKUSE",
          "43", "MIDPKUSE");

  private static final Map<String, String> COMMODITIES =
      Map.of("EL", "ELECTRIC", "GAS", "NATURALGAS", "WATER", "WATER", "SEWER", "SEWER");

  private static final String ACCOUNT = "";
  private static final String CANCELLATION = "01";

  private final Invoice invoice = new Invoice();

  /** Whether the loop at hand is of a meter, and of which. */
  private boolean atMeter;

  private String part = ACCOUNT;
  private int unnamed;

  /** Total use and its shares by time, of which one is kept. */
  private final Map<String, Map<String, BigDecimal>> uses = new LinkedHashMap<>();

  private final Map<String, String> useUnits = new LinkedHashMap<>();

  EdiInvoice(String place) {
    invoice.head.put("*PLACE", place);
    invoice.head.put("ACE", "A");
  }

  void take(List<String> segment) {
    switch (segment.getFirst()) {
      case "BIG" -> {
        put("STATEMENTDATE", element(segment, 1));
        put("INVOICENUMBER", element(segment, 2));
        if (element(segment, 8).equals(CANCELLATION)) {
          invoice.faults.add("it cancels an invoice: delete or void that bill instead");
        }
      }
      case "REF" -> reference(element(segment, 1), element(segment, 2));
      case "N1" -> {
        if (element(segment, 1).equals("SJ") || element(segment, 1).equals("8S")) {
          put("VENDORCODE", element(segment, 4));
        }
      }
      case "NTE" -> put("NOTE", element(segment, 2));
      case "ITD" -> put("DUEDATE", element(segment, 6));
      case "DTM" -> date(element(segment, 1), element(segment, 2));
      case "IT1" -> loop(segment);
      case "TXI" ->
          amount(segment, 2, 0)
              .ifPresent(
                  tax -> invoice.cost(part, "TAX", caption("Tax", element(segment, 1)), tax));
      case "SAC" -> charge(segment);
      case "MEA" -> measure(segment);
      case "TDS" -> invoice.total = amount(segment, 1, 2).orElse(null);
      default -> {
        // Not needed for a bill.
      }
    }
  }

  private void put(String heading, String value) {
    if (!value.isEmpty()) {
      invoice.head.putIfAbsent(heading, value);
    }
  }

  private void reference(String kind, String value) {
    if (kind.equals("12")) {
      put("ACCOUNT", value);
    } else if (kind.equals("MG") && atMeter && !value.isEmpty()) {
      part = value;
    }
  }

  private void date(String kind, String day) {
    switch (kind) {
      case "150", "186" -> put("STARTDATE", day);
      case "151", "187" -> put("ENDDATE", day);
      case "814", "140" -> put("DUEDATE", day);
      default -> {
        // Of no interest.
      }
    }
  }

  /** A loop of the account, of a meter, or of a rate, which is that of the meter before it. */
  private void loop(List<String> segment) {
    int level = segment.indexOf("C3");
    String of = level < 0 ? "" : element(segment, level + 1);
    switch (of) {
      case "METER", "UNMET" -> {
        atMeter = true;
        part = "unnamed " + ++unnamed;
        int service = segment.indexOf("SV");
        String commodity =
            COMMODITIES.getOrDefault(service < 0 ? "" : element(segment, service + 1), "");
        invoice.selectors.put(part, Searched.AUTO + (commodity.isEmpty() ? "" : ":" + commodity));
      }
      case "RATE" -> {
        // Goes on with the meter at hand.
      }
      default -> {
        atMeter = false;
        part = ACCOUNT;
      }
    }
  }

  /** Charges and allowances, in cents; {@code N} says something for information only. */
  private void charge(List<String> segment) {
    String kind = element(segment, 1);
    String caption = caption(kind.equals("A") ? "Allowance" : "Charge", element(segment, 15));
    if (kind.equals("C") || kind.equals("A")) {
      amount(segment, 5, 2)
          .ifPresent(
              cost -> invoice.cost(part, kind.equals("A") ? "CREDIT" : "COST", caption, cost));
    }
  }

  private void measure(List<String> segment) {
    String how = element(segment, 1);
    if (how.length() == 2 && how.endsWith("E")) {
      invoice.head.put("ACE", "E");
    }
    if (!atMeter || !element(segment, 2).equals("PRQ")) {
      return;
    }
    String unit = UNITS.getOrDefault(element(segment, 4), "");
    if (unit.isEmpty()) {
      invoice.faults.add("the unit '%s' is not known".formatted(element(segment, 4)));
      return;
    }
    boolean demand = unit.equals("KW") || unit.equals("KVA");
    String time = element(segment, 7);
    amount(segment, 3, 0)
        .ifPresent(value -> {
          if (demand) {
            invoice.quantity(part, "BILLDEMAND", unit, "Demand", value);
          } else if (unit.equals("KVARH")) {
            invoice.quantity(part, "REACTIVEUSE", unit, "Reactive energy", value);
          } else {
            useUnits.put(part, unit);
            uses.computeIfAbsent(part, _ -> new LinkedHashMap<>())
                .merge(USE.getOrDefault(time, "TOTALUSE"), value, BigDecimal::add);
          }
        });
    if (!demand) {
      amount(segment, 5, 0)
          .ifPresent(
              read -> invoice.quantity(part, "PRIORREADING", unit, "Previous reading", read));
      amount(segment, 6, 0)
          .ifPresent(read -> invoice.quantity(part, "READING", unit, "Present reading", read));
    }
  }

  /** Shares by time stand for the whole where they add up to it, else the whole is taken. */
  private void uses() {
    uses.forEach((of, values) -> {
      String unit = useUnits.getOrDefault(of, "");
      BigDecimal whole = values.get("TOTALUSE");
      BigDecimal shares =
          values.entrySet().stream()
              .filter(entry -> !entry.getKey().equals("TOTALUSE"))
              .map(Map.Entry::getValue)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      boolean shared = whole == null || (values.size() > 1 && shares.compareTo(whole) == 0);
      values.forEach((type, value) -> {
        if (type.equals("TOTALUSE") != shared) {
          invoice.quantity(of, type, unit, type.equals("TOTALUSE") ? "Use" : type, value);
        }
      });
    });
  }

  /** What it comes to. */
  Invoice end() {
    uses();
    invoice.check();
    return invoice;
  }

  private Optional<BigDecimal> amount(List<String> segment, int index, int implied) {
    String text = element(segment, index);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("-?[0-9]{0,15}(\\.[0-9]{0,10})?") || !text.matches(".*[0-9].*")) {
      invoice.faults.add("%s%02d: '%s' is no number".formatted(segment.getFirst(), index, text));
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text).movePointLeft(implied));
  }

  private static String caption(String otherwise, String text) {
    return text.isEmpty() ? otherwise : text;
  }

  private static String element(List<String> segment, int index) {
    return index < segment.size() ? segment.get(index).strip() : "";
  }
}
