package org.meterbook.collection.connector;

import java.time.ZoneId;

/** A way to the data of one utility. Stateless and thread-safe; a session is used by one thread. */
public interface Connector {
  /** How customers give access. */
  enum Access {
    /** User name and password of the utility's website. */
    CREDENTIALS,
    /** The customer, or the owner of the datasource, hands over files. */
    FILES
  }

  /** The utility's id on the wire, such as {@code DEMO}. */
  String utility();

  /** The utility's name for people. */
  String title();

  Access access();

  /** The zone of the utility's days. */
  ZoneId zone();

  /**
   * Signs in.
   *
   * @throws Interruption bad login, locked, a code is needed, the site is down, wait until …
   */
  Session logIn(Login login);
}
