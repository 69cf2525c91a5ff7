package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmountsTest {
  @Test
  void readsPlainAmounts() {
    assertAmount("", "680.6", "680.6");
    assertAmount("", "-0.05", "-0.05");
    assertAmount("", ".5", "0.5");
    assertAmount("", "12.", "12");
    assertAmount("", "(12.34)", "-12.34");
    assertNone(
        "", "abc", "12x", "1e3", "1,234.00", "$5", "--1", "-", "NaN", "1 2", "１２", "=1+1", "0x10");
  }

  @Test
  void readsGroupsAndSymbolsWhereTheProfileHasThem() {
    String american = "\"amounts\": {\"thousands\": \",\", \"symbols\": \"$\"},";
    assertAmount(american, "$1,234.56", "1234.56");
    assertAmount(american, "-$1,234", "-1234");
    assertAmount(american, "($ 1,234,567.00)", "-1234567.00");
    assertAmount(american, "12.5", "12.5");
    assertNone(american, "1,23.4", "12,34", "1,2345", "$");
    String german = "\"amounts\": {\"decimal\": \",\", \"thousands\": \".\", \"symbols\": \"€\"},";
    assertAmount(german, "1.234,56 €", "1234.56");
    assertAmount(german, "0,5", "0.5");
    assertNone(german, "1,234.56", "1.23");
    assertNone("\"amounts\": {\"decimal\": \",\"},", "12.34");
  }

  private static void assertAmount(String style, String text, String amount) {
    assertThat(amounts(style).parse(text))
        .as(text)
        .hasValueSatisfying(
            found -> assertThat(found).isEqualByComparingTo(new BigDecimal(amount)));
  }

  private static void assertNone(String style, String... texts) {
    for (String text : texts) {
      assertThat(amounts(style).parse(text)).as(text).isEqualTo(Optional.empty());
    }
  }

  private static Amounts amounts(String style) {
    return new Amounts(TestProfile.of("{" + style + "\"fields\"").layout());
  }
}
