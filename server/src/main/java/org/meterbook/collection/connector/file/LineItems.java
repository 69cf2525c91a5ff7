package org.meterbook.collection.connector.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterbook.collection.connector.Found;

/**
 * The lines of a bill that end with an amount. Only if they add up to the total are they the bill's
 * line items: else some of them are something else, and nobody can tell which.
 */
final class LineItems {
  private static final Pattern LINE =
      Pattern.compile(
          "^(\\S.{0,120}?)(?: ((?:\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,12})(?:\\.\\d{1,9})?) ("
              + BillUnit.ANY
              + ") (?:at|@|x) \\$?(\\d{1,9}(?:\\.\\d{1,9})?))? "
              + BillLines.MONEY
              + "$",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> SUMS =
      List.of("total", "amount due", "previous balance", "payment", "new balance", "subtotal");

  private LineItems() {}

  static List<Found.LineItem> of(List<String> lines, Dates.Span period, BigDecimal total) {
    List<Found.LineItem> items = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (String line : lines) {
      Matcher found = LINE.matcher(line);
      if (found.matches() && !isSum(line)) {
        Found.LineItem item = item(found, period);
        items.add(item);
        sum = sum.add(item.cost());
      }
    }
    return sum.compareTo(total) == 0 ? List.copyOf(items) : List.of();
  }

  private static boolean isSum(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return SUMS.stream().anyMatch(lower::startsWith);
  }

  private static Found.LineItem item(Matcher found, Dates.Span period) {
    BigDecimal cost = BillLines.Amount.of(found.group(5)).value();
    boolean measured = found.group(2) != null;
    return new Found.LineItem(
        found.group(1),
        period.start(),
        period.end(),
        cost,
        measured ? Double.valueOf(found.group(4)) : null,
        measured ? BillUnit.of(found.group(3)) : null,
        measured ? Double.valueOf(found.group(2).replace(",", "")) : null,
        measured ? "delivery" : "other");
  }
}
