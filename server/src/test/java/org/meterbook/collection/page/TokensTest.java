package org.meterbook.collection.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Only what was signed here, for this, and not long ago, is taken. */
class TokensTest {
  private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");

  private final Tokens tokens = new Tokens(new byte[32]);
  private final String token = tokens.sign("visit", "a.b ü", NOW, Duration.ofHours(2));

  @Test
  void comesBackAsItWas() {
    assertThat(tokens.open("visit", token, NOW.plusSeconds(7199))).contains("a.b ü");
  }

  @Test
  void isGoodForItsPurposeItsTimeAndItsKeyOnly() {
    assertThat(tokens.open("form", token, NOW)).isEmpty();
    assertThat(tokens.open("visit", token, NOW.plusSeconds(7200))).isEmpty();
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new Tokens(other).open("visit", token, NOW)).isEmpty();
  }

  @Test
  void cannotBeChanged() {
    String[] parts = token.split("\\.", -1);
    String text =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("c".getBytes(StandardCharsets.UTF_8));
    assertThat(tokens.open("visit", text + "." + parts[1] + "." + parts[2], NOW)).isEmpty();
    assertThat(tokens.open("visit", parts[0] + ".9999999999." + parts[2], NOW)).isEmpty();
    for (String garbage : new String[] {"", ".", "..", "a", "a.b", "a.b.c", "..="}) {
      assertThat(tokens.open("visit", garbage, NOW)).as(garbage).isEmpty();
    }
  }
}
