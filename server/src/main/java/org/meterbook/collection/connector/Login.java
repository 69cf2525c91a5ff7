package org.meterbook.collection.connector;

import java.time.Instant;
import java.util.Optional;

/**
 * What a sign-in is made of. Never logged, never stored but sealed.
 *
 * @param tenant the datasource, for connectors whose files lie there
 * @param authorization whose access it is
 * @param username as the customer typed it
 * @param password as the customer typed it
 * @param code of the second factor, if the customer was asked for one
 * @param state what the connector gave when it asked for the code; empty at first
 * @param now the moment that the utility calls now
 */
public record Login(
    long tenant,
    int authorization,
    String username,
    String password,
    Optional<String> code,
    String state,
    Instant now) {
  /** Shows no secret. */
  @Override
  public String toString() {
    return "login of authorization " + authorization;
  }
}
