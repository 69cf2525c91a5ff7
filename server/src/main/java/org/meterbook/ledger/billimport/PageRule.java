package org.meterbook.ledger.billimport;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meterbook.files.FileFormatException;
import org.meterbook.ledger.billimport.PageModels.BillPageFields;
import org.meterbook.ledger.billimport.PageModels.BillPageLine;
import org.meterbook.ledger.billimport.PageModels.BillPageRuleRequest;

/** Reads a bill from the lines of its pages. Expressions are stopped when they take too long. */
record PageRule(BillPageRuleRequest rule) {
  private static final long NANOS = 2_000_000_000L;
  private static final int MOST_LINES = 5_000;
  private static final Amounts AMOUNTS = new Amounts(Advanced.layout(List.of()));

  /** The expressions of a rule, by where they stand in it. */
  static Map<String, String> expressions(BillPageRuleRequest rule) {
    Map<String, String> expressions = new LinkedHashMap<>();
    BillPageFields fields = rule.fields();
    put(expressions, "fields.account", fields.account());
    put(expressions, "fields.begin", fields.begin());
    put(expressions, "fields.end", fields.end());
    put(expressions, "fields.total", fields.total());
    put(expressions, "fields.meter", fields.meter());
    put(expressions, "fields.invoiceNumber", fields.invoiceNumber());
    put(expressions, "fields.statementDate", fields.statementDate());
    put(expressions, "fields.dueDate", fields.dueDate());
    for (int n = 0; n < rule.lines().size(); n++) {
      put(expressions, "lines[%d].pattern".formatted(n), rule.lines().get(n).pattern());
    }
    return expressions;
  }

  private static void put(
      Map<String, String> expressions, String name, @Nullable String expression) {
    if (expression != null) {
      expressions.put(name, expression);
    }
  }

  /** Is it such a bill? */
  boolean recognizes(List<String> lines) {
    return rule.recognize().stream()
        .allMatch(text -> lines.stream().anyMatch(line -> line.contains(text)));
  }

  /**
   * Reads it.
   *
   * @throws FileFormatException an expression takes too long
   */
  Invoice read(List<String> lines) {
    if (lines.size() > MOST_LINES) {
      throw new FileFormatException("The bill has more than %,d lines.".formatted(MOST_LINES));
    }
    return new Pass(lines, System.nanoTime() + NANOS).run();
  }

  /** A text that does not let itself be read after a moment. */
  private record Timed(CharSequence text, long end) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (System.nanoTime() > end) {
        throw new FileFormatException("An expression of the rule takes too long for this bill.");
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return text.subSequence(from, to);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /** One bill at hand. */
  private final class Pass {
    private final List<String> lines;
    private final long end;
    private final Dates dates = new Dates(List.of(rule.dateFormat()));
    private final Invoice invoice = new Invoice();

    Pass(List<String> lines, long end) {
      this.lines = lines;
      this.end = end;
    }

    Invoice run() {
      BillPageFields fields = rule.fields();
      text("ACCOUNT", fields.account(), true);
      day("STARTDATE", fields.begin(), true);
      day("ENDDATE", fields.end(), true);
      day("STATEMENTDATE", fields.statementDate(), false);
      day("DUEDATE", fields.dueDate(), false);
      text("INVOICENUMBER", fields.invoiceNumber(), false);
      if (rule.vendorCode() != null) {
        invoice.head.put("VENDORCODE", rule.vendorCode());
      }
      invoice.head.put("*PLACE", "by the rule " + rule.ruleCode());
      String meter = find(fields.meter()).orElse("one");
      if (meter.equals("one")) {
        invoice.selectors.put(meter, Searched.AUTO);
      }
      rule.lines().forEach(line -> line(line, meter));
      find(fields.total()).flatMap(this::amount).ifPresent(total -> invoice.total = total);
      invoice.check();
      return invoice;
    }

    private void text(String heading, @Nullable String expression, boolean required) {
      Optional<String> found = find(expression);
      found.ifPresent(text -> invoice.head.put(heading, text));
      if (required && found.isEmpty()) {
        invoice.faults.add("the bill does not say its " + heading);
      }
    }

    private void day(String heading, @Nullable String expression, boolean required) {
      text(heading, expression, required);
      String text = invoice.head.getOrDefault(heading, "");
      OptionalInt day = text.isEmpty() ? OptionalInt.empty() : dates.parse(text);
      if (day.isPresent()) {
        invoice.head.put(
            heading,
            java.time.LocalDate.ofEpochDay(day.getAsInt())
                .format(java.time.format.DateTimeFormatter.BASIC_ISO_DATE));
      } else if (!text.isEmpty()) {
        invoice.faults.add("'%s' is no date of the form %s".formatted(text, rule.dateFormat()));
      }
    }

    /** The first group of an expression, in the first line that has it. */
    private Optional<String> find(@Nullable String expression) {
      if (expression == null) {
        return Optional.empty();
      }
      Pattern pattern = Pattern.compile(expression);
      for (String line : lines) {
        Matcher matcher = pattern.matcher(new Timed(line, end));
        if (matcher.find() && matcher.groupCount() > 0 && matcher.group(1) != null) {
          return Optional.of(matcher.group(1).strip());
        }
      }
      return Optional.empty();
    }

    private void line(BillPageLine line, String meter) {
      Pattern pattern = Pattern.compile(line.pattern());
      for (String text : lines) {
        Matcher matcher = pattern.matcher(new Timed(text, end));
        if (matcher.matches()) {
          String caption = line.caption() == null ? group(matcher, "caption") : line.caption();
          amount(group(matcher, "use"))
              .ifPresent(use ->
                  invoice.quantity(
                      meter,
                      or(line.useObservationTypeCode(), "TOTALUSE"),
                      or(line.unitCode(), ""),
                      caption,
                      use));
          amount(group(matcher, "cost"))
              .ifPresent(cost ->
                  invoice.cost(meter, or(line.costObservationTypeCode(), "COST"), caption, cost));
        }
      }
    }

    private static String or(@Nullable String text, String otherwise) {
      return text == null ? otherwise : text;
    }

    private static String group(Matcher matcher, String name) {
      if (!matcher.namedGroups().containsKey(name)) {
        return "";
      }
      String text = matcher.group(name);
      return text == null ? "" : text.strip();
    }

    private Optional<BigDecimal> amount(String text) {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Optional<BigDecimal> amount = AMOUNTS.parse(text);
      if (amount.isEmpty()) {
        invoice.faults.add("'%s' is no amount".formatted(text));
      }
      return amount;
    }
  }
}
