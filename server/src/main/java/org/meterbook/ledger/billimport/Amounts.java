package org.meterbook.ledger.billimport;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.meterbook.ledger.billimport.Profile.Layout;

/** Amounts as a file writes them, exactly; a minus may be a pair of parentheses. */
final class Amounts {
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(?:[0-9]{1,15}(?:\\.[0-9]{0,10})?|\\.[0-9]{1,10})");
  private static final Pattern GROUPED = Pattern.compile("[+-]?[0-9]{1,3}(?:_[0-9]{3})+(?:\\..*)?");
  private static final Pattern IN_PARENTHESES = Pattern.compile("\\((.*)\\)");

  private final String decimal;
  private final String thousands;
  private final Pattern symbols;

  Amounts(Layout layout) {
    this.decimal = String.valueOf(layout.decimal());
    this.thousands = layout.thousands();
    String any =
        layout.symbols().isEmpty()
            ? ""
            : "[" + layout.symbols().replaceAll("([\\[\\]\\\\^&-])", "\\\\$1") + "\\s]*";
    this.symbols = Pattern.compile("([+-]?)" + any + "(.*?)" + any);
  }

  Optional<BigDecimal> parse(String text) {
    if (PLAIN.matcher(text).matches() && decimal.equals(".")) {
      return Optional.of(new BigDecimal(text));
    }
    var parentheses = IN_PARENTHESES.matcher(text);
    var bare = symbols.matcher(parentheses.matches() ? "-" + parentheses.group(1) : text);
    if (!bare.matches()) {
      return Optional.empty();
    }
    return ungrouped(bare.group(1) + bare.group(2))
        .map(digits -> digits.replace(decimal, "."))
        .filter(digits -> PLAIN.matcher(digits).matches())
        .map(BigDecimal::new);
  }

  /**
   * Without the marks between groups; empty where one is not between groups, or another mark is the
   * decimal one.
   */
  private Optional<String> ungrouped(String text) {
    if (!decimal.equals(".") && text.contains(".") && !thousands.equals(".")) {
      return Optional.empty();
    }
    if (thousands.isEmpty() || !text.contains(thousands)) {
      return Optional.of(text);
    }
    String marked = text.replace(thousands, "_").replace(decimal, ".");
    return GROUPED.matcher(marked).matches()
        ? Optional.of(text.replace(thousands, ""))
        : Optional.empty();
  }
}
