package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "=1+1", "'=1+1", "''=x", "-12", "@a", "'quoted'", "''", "+"})
  void comesBackAsItWas(String text) {
    String shown = PlainText.shown(text);
    assertThat(PlainText.meant(shown)).isEqualTo(text);
    assertThat(shown).matches("(?s)|[^=+\\-@\\t].*");
  }
}
