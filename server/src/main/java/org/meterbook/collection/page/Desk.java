package org.meterbook.collection.page;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.meterbook.collection.Consent;
import org.meterbook.collection.connector.Connector;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;

/** What all pages work with. */
record Desk(Database database, Connectors connectors, Consent consent, Links links, Tokens tokens) {
  Instant now() {
    return database.clock().instant();
  }

  <T> T read(Portal portal, Function<Sql, T> work) {
    return database.read(portal.tenant(), Scope.UNBOUNDED, work);
  }

  /** Customers are nobody's users: the change log names none. */
  <T> T write(Portal portal, Function<Sql, T> work) {
    return database.write(portal.tenant(), Scope.UNBOUNDED, null, work);
  }

  void change(Portal portal, Consumer<Sql> work) {
    write(
        portal,
        sql -> {
          work.accept(sql);
          return true;
        });
  }

  /** A utility's name for people. */
  String title(String utility) {
    return connectors.find(utility).map(Connector::title).orElse(utility);
  }

  /** Does the customer hand over files, and is there a consent still? */
  boolean takesFiles(Granted granted) {
    return connectors.takesFiles(granted.utility()) && Receipt.State.of(granted, now()).isOpen();
  }

  Optional<Granted> granted(Portal portal, int authorization) {
    return read(portal, sql -> Granted.find(sql, authorization));
  }

  /** Sends the browser on to where the visit ends. */
  Answer leave(Portal portal, Visit visit) {
    Granted granted = granted(portal, visit.authorization()).orElseThrow(Refused::unknown);
    return new Answer.Redirect(
        visit.end().isEmpty()
            ? links.receipt(portal, visit.receipt())
            : visit.target(Failure.of(granted)));
  }

  /** Sends the browser to the page that waits for the sign-in. */
  Answer await(Portal portal, Visit visit) {
    return new Answer.Redirect(links.visit(portal, "/wait", visit.sign(tokens, portal, now())));
  }

  Frame frame(Portal portal, String title) {
    return new Frame(
        title,
        portal.company(),
        Optional.ofNullable(portal.logo()),
        portal.email(),
        links.style(),
        false);
  }
}
