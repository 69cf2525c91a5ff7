package org.meterbook.ledger.billimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bill as an invoice has it, in the making: what it says of itself, of its account and meters.
 */
final class Invoice {
  /** What stands before the lines of an invoice in the Advanced format. */
  static final List<String> HEADINGS =
      List.of(
          "*PLACE",
          "ACCOUNT",
          "STARTDATE",
          "ENDDATE",
          "ACE",
          "METERCODE",
          "SERIALNUMBER",
          "VENDORCODE",
          "STATEMENTDATE",
          "DUEDATE",
          "INVOICENUMBER",
          "NOTE");

  private static final int LONGEST_CAPTION = 60;

  /** The lines of the account (under an empty name) or of a meter, by their headings. */
  final Map<String, Map<String, BigDecimal>> parts = new LinkedHashMap<>();

  /** What a cell of the headings is to say. */
  final Map<String, String> head = new LinkedHashMap<>();

  /** Where a part is found in the books: {@code METERCODE} of those without a serial number. */
  final Map<String, String> selectors = new LinkedHashMap<>();

  final List<String> faults = new ArrayList<>();
  private BigDecimal charged = BigDecimal.ZERO;
  @Nullable BigDecimal total;

  /** Adds a cost; of several with one caption each has a number. */
  void cost(String part, String type, String caption, BigDecimal amount) {
    line(part, type, "USDOLLARS", caption, amount);
    charged = charged.add(type.equals("CREDIT") ? amount.abs().negate() : amount);
  }

  /** Adds a use, a demand or a reading. */
  void quantity(String part, String type, String unit, String caption, BigDecimal value) {
    line(part, type, unit, caption, value);
  }

  private void line(String part, String type, String unit, String caption, BigDecimal value) {
    String plain = caption.replace(':', ' ').strip();
    String label = plain.substring(0, Math.min(plain.length(), LONGEST_CAPTION));
    Map<String, BigDecimal> lines = parts.computeIfAbsent(part, _ -> new LinkedHashMap<>());
    String heading = "%s:%s:%s".formatted(type, unit, label);
    for (int n = 2; lines.containsKey(heading); n++) {
      heading = "%s:%s:%s %d".formatted(type, unit, label, n);
    }
    lines.put(heading, value);
  }

  /** Compares the total with the lines, exactly. */
  void check() {
    if (total == null) {
      faults.add("the bill does not say its total");
    } else if (total.compareTo(charged) != 0) {
      faults.add(
          "the bill says %s, but its lines add up to %s"
              .formatted(total.toPlainString(), charged.toPlainString()));
    }
    if (parts.isEmpty()) {
      parts.put("", new LinkedHashMap<>());
    }
  }

  /** Writes it, a row for the account and one for each meter. */
  void write(Spool spool, List<String> lines) {
    parts.forEach((part, values) -> {
      List<String> row = new ArrayList<>();
      for (String heading : HEADINGS) {
        row.add(
            switch (heading) {
              case "METERCODE" -> part.isEmpty() ? "" : selectors.getOrDefault(part, "");
              case "SERIALNUMBER" -> part.isEmpty() || selectors.containsKey(part) ? "" : part;
              default -> head.getOrDefault(heading, "");
            });
      }
      for (String line : lines) {
        BigDecimal value = values.get(line);
        row.add(value == null ? "" : value.toPlainString());
      }
      spool.add(row);
      faults.forEach(spool::refuse);
    });
  }
}
