package org.meterbook.collection.work;

import org.meterbook.collection.CredentialStore;
import org.meterbook.collection.connector.Connector;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.collection.connector.Interruption;
import org.meterbook.collection.connector.Login;
import org.meterbook.collection.connector.Session;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;

/** Signs in at a utility with a customer's credentials, which are opened for just that. */
final class SignIn {
  private final Database database;
  private final Connectors connectors;
  private final CredentialStore credentials;

  SignIn(Database database, Connectors connectors, CredentialStore credentials) {
    this.database = database;
    this.connectors = connectors;
    this.credentials = credentials;
  }

  Connector connector(Authorization authorization) {
    return (authorization.isTest()
            ? connectors.test(authorization.utility())
            : connectors.find(authorization.utility()))
        .orElseThrow(() ->
            Interruption.of(
                Interruption.Kind.UNSUPPORTED,
                "There is no connector to %s on this server.".formatted(authorization.utility())));
  }

  /** A session, to be closed. */
  Session open(long tenant, Authorization authorization) {
    Connector connector = connector(authorization);
    CredentialStore.Credential credential =
        database
            .read(tenant, Scope.UNBOUNDED, sql -> credentials.get(sql, authorization.id()))
            .orElseThrow(() ->
                Interruption.of(
                    Interruption.Kind.BAD_LOGIN, "The credentials are not kept any more."));
    try {
      return connector.logIn(
          new Login(
              tenant,
              authorization.id(),
              credential.username(),
              credential.password(),
              credential.code(),
              credential.state(),
              database.clock().instant()));
    } catch (Interruption e) {
      if (e.kind() == Interruption.Kind.CODE_NEEDED) {
        keepState(tenant, authorization, credential, e.state());
      }
      throw e;
    }
  }

  /** The utility asks for the code of the sign-in that it remembers by this. */
  private void keepState(
      long tenant,
      Authorization authorization,
      CredentialStore.Credential credential,
      String state) {
    database.write(
        tenant,
        Scope.UNBOUNDED,
        null,
        sql -> {
          credentials.put(
              sql,
              authorization.id(),
              new CredentialStore.Credential(
                  credential.username(), credential.password(), state, java.util.Optional.empty()));
          return true;
        });
  }
}
