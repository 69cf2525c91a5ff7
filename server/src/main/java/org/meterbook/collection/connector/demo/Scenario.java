package org.meterbook.collection.connector.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the demo utility behaves to a user: chosen by the user name {@code UAPI_TEST_<scenario>}. */
enum Scenario {
  RESIDENTIAL(Problem.NONE, Problem.NONE),
  COMMERCIAL(Problem.NONE, Problem.NONE),
  BADLOGIN(Problem.BAD_LOGIN, Problem.NONE),
  BADLOGIN_AFTER(Problem.NONE, Problem.BAD_LOGIN),
  WEBSITEDOWN(Problem.SITE_DOWN, Problem.NONE),
  WEBSITEDOWN_AFTER(Problem.NONE, Problem.SITE_DOWN),
  UTILITYERROR(Problem.UTILITY_ERROR, Problem.NONE),
  UTILITYERROR_AFTER(Problem.NONE, Problem.GARBLED),
  NOINTERVALS(Problem.NONE, Problem.NONE),
  PARTIALINTERVALS(Problem.NONE, Problem.NONE),
  PENDING_MANUAL_AFTER(Problem.NONE, Problem.MANUAL),
  WAIT_TO_LOGIN_AFTER(Problem.NONE, Problem.WAIT),
  REVOKED(Problem.NONE, Problem.REVOKED),
  EMPTY(Problem.NONE, Problem.NONE),
  /** Asks for a second factor; ours. */
  CODE(Problem.NONE, Problem.NONE);

  private static final String PREFIX = "UAPI_TEST_";
  private static final String DEMO = "demo";

  private final Problem signingIn;
  private final Problem collecting;

  Scenario(Problem signingIn, Problem collecting) {
    this.signingIn = signingIn;
    this.collecting = collecting;
  }

  /** The scenario of a user; empty if there is no such user or the password is not right. */
  static Optional<Scenario> of(String username, String password) {
    if (username.equals(DEMO) && password.equals(DEMO)) {
      return Optional.of(RESIDENTIAL);
    }
    if (!username.startsWith(PREFIX) || password.isEmpty()) {
      return Optional.empty();
    }
    String name = username.substring(PREFIX.length()).toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.name().equals(name)).findAny();
  }

  /** What goes wrong on the way to the meters. */
  Problem signingIn() {
    return signingIn;
  }

  /** What goes wrong with bills and readings. */
  Problem collecting() {
    return collecting;
  }

  List<DemoMeter> meters() {
    return switch (this) {
      case EMPTY -> List.of();
      case COMMERCIAL -> DemoMeter.COMMERCIAL;
      default -> DemoMeter.RESIDENTIAL;
    };
  }
}
