package org.meterbook.collection.work;

import java.util.Optional;
import org.meterbook.collection.CredentialStore;
import org.meterbook.collection.connector.Connector;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.collection.connector.Interruption;
import org.meterbook.collection.connector.Login;
import org.meterbook.collection.connector.Session;
import org.meterbook.job.Job;
import org.meterbook.job.Jobs;
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
  Session open(Job job, Authorization authorization) {
    long tenant = job.tenant();
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
        keepState(job, authorization, credential, e.state());
      }
      throw e;
    }
  }

  /** The utility asks for the code of the sign-in that it remembers by this. */
  private void keepState(
      Job job, Authorization authorization, CredentialStore.Credential credential, String state) {
    database.write(
        job.tenant(),
        sql -> {
          // A consent that was ended or given anew meanwhile has other credentials, or none.
          Jobs.hold(sql, job);
          if (credentials.get(sql, authorization.id()).filter(credential::equals).isPresent()) {
            credentials.put(
                sql,
                authorization.id(),
                new CredentialStore.Credential(
                    credential.username(), credential.password(), state, Optional.empty()));
          }
        });
  }
}
