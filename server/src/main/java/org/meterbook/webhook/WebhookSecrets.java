package org.meterbook.webhook;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.meterbook.identity.Vault;
import org.meterbook.store.Sql;

/** What an endpoint and we know: sealed, and never in the change log. */
final class WebhookSecrets {
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecrets() {}

  /** Makes the secret of an endpoint: 32 hex digits. */
  static String make(Sql sql, Vault vault, int endpoint) {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    sql.execute(
        "INSERT INTO webhook_secret (tenant_id, webhook_endpoint_id, sealed) VALUES (:tenant, :endpoint, :sealed)",
        Map.of("endpoint", endpoint, "sealed", vault.seal(secret, context(sql, endpoint))));
    return secret;
  }

  /**
   * The secret of an endpoint.
   *
   * @throws IllegalStateException there is none, or the vault cannot open it
   */
  static String read(Sql sql, Vault vault, int endpoint) {
    byte[] sealed =
        sql.first(
                "SELECT sealed FROM webhook_secret WHERE tenant_id = :tenant AND webhook_endpoint_id = :endpoint",
                Map.of("endpoint", endpoint),
                row -> Objects.requireNonNull(row.bytesOrNull(1)))
            .orElseThrow(() -> new IllegalStateException("The endpoint has no secret."));
    return vault.open(sealed, context(sql, endpoint));
  }

  private static String context(Sql sql, int endpoint) {
    return "webhook_secret/%d/%d".formatted(sql.tenant(), endpoint);
  }
}
