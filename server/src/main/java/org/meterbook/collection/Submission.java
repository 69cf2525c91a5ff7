package org.meterbook.collection;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a customer, or a test in a customer's place, submits.
 *
 * @param template the portal's template
 * @param form the form that was opened; empty at the portal's own address
 * @param renews the authorization that the form updates
 * @param user the owner of the form
 * @param email the customer's
 * @param utility the utility's id
 * @param scope as the form says it
 * @param username as typed; never stored but sealed
 * @param password as typed; never stored but sealed
 * @param test asked for by {@code test-submit}
 */
public record Submission(
    int template,
    Optional<Integer> form,
    Optional<Integer> renews,
    int user,
    String email,
    String utility,
    ObjectNode scope,
    String username,
    String password,
    boolean test) {
  /** What makes a user name one of a test. */
  public static final String TEST_PREFIX = "UAPI_TEST_";

  boolean isTest() {
    return test || username.startsWith(TEST_PREFIX);
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "submission to " + utility;
  }
}
