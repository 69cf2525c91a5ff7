package org.meterbook.collection;

import java.util.Map;
import java.util.Optional;
import org.meterbook.identity.Vault;
import org.meterbook.store.Column;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;

/**
 * The customers' credentials, sealed. Written without a line in the change log, and gone when the
 * consent ends.
 */
public final class CredentialStore {
  private final Vault vault;

  public CredentialStore(Vault vault) {
    this.vault = vault;
  }

  /**
   * What a connector signs in with.
   *
   * @param state what the connector gave when it asked for a code
   * @param code the code that the customer typed, once
   */
  public record Credential(String username, String password, String state, Optional<String> code) {
    /** Shows no secret. */
    @Override
    public String toString() {
      return "credential";
    }
  }

  /** Keeps a credential, in place of an earlier one. */
  public void put(Sql sql, int authorization, Credential credential) {
    String plain =
        Notes.JSON
            .createObjectNode()
            .put("username", credential.username())
            .put("password", credential.password())
            .put("state", credential.state())
            .put("code", credential.code().orElse(null))
            .toString();
    sql.execute(
        """
        INSERT INTO collection_credential (tenant_id, collection_authorization_id, sealed) VALUES (:tenant, :id, :sealed)
        ON CONFLICT (tenant_id, collection_authorization_id) DO UPDATE SET sealed = excluded.sealed
        """,
        Map.of("id", authorization, "sealed", vault.seal(plain, context(sql, authorization))));
  }

  /** Opens a credential; empty where it is forgotten. */
  public Optional<Credential> get(Sql sql, int authorization) {
    return sql.first(
            "SELECT c.sealed FROM collection_credential c WHERE c.tenant_id = :tenant AND c.collection_authorization_id = :id",
            Map.of("id", authorization),
            row -> (byte[]) java.util.Objects.requireNonNull(row.get(1, Column.BYTES)))
        .map(sealed -> read(vault.open(sealed, context(sql, authorization))));
  }

  private static Credential read(String plain) {
    JsonNode json = Notes.JSON.readTree(plain);
    return new Credential(
        json.path("username").asString(),
        json.path("password").asString(),
        json.path("state").asString(),
        Optional.ofNullable(json.get("code"))
            .filter(code -> !code.isNull())
            .map(JsonNode::asString));
  }

  /** Forgets a credential. */
  public static void forget(Sql sql, int authorization) {
    sql.execute(
        "DELETE FROM collection_credential WHERE tenant_id = :tenant AND collection_authorization_id = :id",
        Map.of("id", authorization));
  }

  private static String context(Sql sql, int authorization) {
    return "collection_credential/%d/%d".formatted(sql.tenant(), authorization);
  }
}
