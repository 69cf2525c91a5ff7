package org.meterbook.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The body of a delivery, to the byte. */
class PayloadTest {
  private static final Instant TIME = Instant.parse("2026-11-21T15:00:00.120Z");

  @Test
  void theBodyIsWhatPythonPrintsWithAnIndentOfFour() {
    byte[] body =
        Payload.of(
            List.of(
                new Event(
                    7, "meter_bills_added", TIME, "https://example.com/h", Subject.meter(12, 3)),
                new Event(8, "ping", TIME, "https://example.com/h", Subject.nothing())));
    assertThat(new String(body, US_ASCII))
        .isEqualTo(
            """
            {
                "events": [
                    {
                        "uid": "7",
                        "type": "meter_bills_added",
                        "ts": "2026-11-21T15:00:00.120000+00:00",
                        "delivery_method": "webhook",
                        "delivery_target": "https://example.com/h",
                        "is_delivered": false,
                        "authorization_uid": "3",
                        "meter_uid": "12"
                    },
                    {
                        "uid": "8",
                        "type": "ping",
                        "ts": "2026-11-21T15:00:00.120000+00:00",
                        "delivery_method": "webhook",
                        "delivery_target": "https://example.com/h",
                        "is_delivered": false
                    }
                ],
                "next": null
            }\
            """);
  }

  @Test
  void whatIsNotAsciiIsEscapedInLowerCase() {
    byte[] body =
        Payload.of(
            List.of(new Event(1, "p\u00fc\ud83d\ude00\"\\\n\u0001", TIME, "", Subject.form(2))));
    assertThat(new String(body, US_ASCII))
        .contains("\"type\": \"p\\u00fc\\ud83d\\ude00\\\"\\\\\\n\\u0001\",")
        .contains("\"form_uid\": \"2\"\n")
        .matches("\\p{ASCII}*");
  }

  /** Computed by sha256sum over the same text. */
  @Test
  void theSignatureIsAPlainHashOfSecretSaltAndBody() {
    assertThat(Payload.signature("secret", "salt", "{}".getBytes(US_ASCII)))
        .isEqualTo("50abe34b609f98e43e61de46635d5b8694660c9598975c0334f03204795df574");
  }
}
