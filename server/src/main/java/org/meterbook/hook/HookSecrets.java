package org.meterbook.hook;

import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterbook.api.Caller;
import org.meterbook.identity.Vault;
import org.meterbook.store.Sql;

/** What a receiver and we know: sealed, beside the webhook and out of the change log. */
final class HookSecrets {
  /** As a field of a shape: the webhook's id and the sealed secret, for {@link #open}. */
  static final String FIELD = "$.webhook_id || ':' || encode($state.sealed, 'hex')";

  /** Where calls go, as a field of a shape: the query may carry a token; for {@link #url}. */
  static final String URL_FIELD = "'url ' || $.url";

  private static final String URL = "url ";

  private HookSecrets() {}

  /** The URL of a {@link #URL_FIELD}; empty for another field. */
  static Optional<String> url(String field) {
    return field.startsWith(URL) ? Optional.of(field.substring(URL.length())) : Optional.empty();
  }

  /** A URL as a caller may know it: its query is for who may manage webhooks. */
  static String shown(Caller caller, String url) {
    int query = url.indexOf('?');
    return query < 0 || caller.may(Webhooks.MANAGE) ? url : url.substring(0, query);
  }

  static void keep(Sql sql, Vault vault, int webhook, String secret) {
    sql.execute(
        "UPDATE webhook_state SET sealed = :sealed WHERE tenant_id = :tenant AND webhook_id = :id",
        Map.of("id", webhook, "sealed", vault.seal(secret, context(sql.tenant(), webhook))));
  }

  /** The secret of a webhook. */
  static String read(Sql sql, Vault vault, int webhook) {
    byte[] sealed =
        sql.first(
                "SELECT sealed FROM webhook_state WHERE tenant_id = :tenant AND webhook_id = :id AND sealed IS NOT NULL",
                Map.of("id", webhook),
                row -> Objects.requireNonNull(row.bytesOrNull(1)))
            .orElseThrow(() -> new IllegalStateException("The webhook has no secret."));
    return vault.open(sealed, context(sql.tenant(), webhook));
  }

  /** Opens a {@link #FIELD}. */
  static String open(Vault vault, long tenant, String field) {
    int colon = field.indexOf(':');
    int webhook = Integer.parseInt(field.substring(0, colon));
    return vault.open(
        HexFormat.of().parseHex(field.substring(colon + 1)), context(tenant, webhook));
  }

  private static String context(long tenant, int webhook) {
    return "webhook_state/%d/%d".formatted(tenant, webhook);
  }
}
