package org.meterbook.collection.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meterbook.collection.Submission;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.mail.MailAddresses;

/** What a customer typed. */
record Entered(
    String email, String utility, String username, String password, boolean isConfirmed) {
  private static final int LONGEST = 500;

  static Entered of(Fields fields) {
    return new Entered(
        fields.get("email").strip(),
        fields.get("utility"),
        fields.get("username").strip(),
        fields.get("password"),
        fields.get("confirm").equals("yes"));
  }

  /** Without the credentials where files are handed over in their place. */
  Entered needed(Connectors connectors) {
    return connectors.takesFiles(utility) ? new Entered(email, utility, "", "", isConfirmed) : this;
  }

  /** What is not right, by field, in the order of the page. */
  Map<String, String> errors(Connectors connectors) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (!isEmail(email)) {
      errors.put("email", "Please type your e-mail address, such as name@example.com.");
    }
    if (utility.isEmpty()) {
      errors.put("utility", "Please choose your utility.");
    } else if (!isCollectable(connectors)) {
      errors.put("utility", "This utility is not served yet. Please choose another one.");
    }
    if (!connectors.takesFiles(utility)) {
      require(errors, "username", username, "Please type your user name at the utility.");
      require(errors, "password", password, "Please type your password at the utility.");
    }
    if (!isConfirmed) {
      errors.put("confirm", "Please tick this box if you agree.");
    }
    return errors;
  }

  private static void require(
      Map<String, String> errors, String field, String value, String message) {
    if (value.isEmpty()) {
      errors.put(field, message);
    } else if (value.length() > LONGEST) {
      errors.put(field, "This is longer than %d characters.".formatted(LONGEST));
    }
  }

  /** Tests may name more utilities. */
  private boolean isCollectable(Connectors connectors) {
    return (username.startsWith(Submission.TEST_PREFIX)
            ? connectors.test(utility)
            : connectors.find(utility))
        .isPresent();
  }

  static boolean isEmail(String text) {
    try {
      return !MailAddresses.require(text).isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "what was typed for " + utility;
  }
}
