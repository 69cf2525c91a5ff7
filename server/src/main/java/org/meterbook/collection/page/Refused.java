package org.meterbook.collection.page;

/**
 * Ends a request with a friendly page. Its texts are for the customer: no secrets, no internals.
 */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final String text;

  Refused(int status, String title, String text) {
    super(title, null, false, false);
    this.status = status;
    this.title = title;
    this.text = text;
  }

  /** A path, a portal, a form or a receipt that does not exist. */
  static Refused unknown() {
    return new Refused(
        404,
        "This page does not exist",
        "The link may be incomplete. Please copy all of it, or ask whoever sent it to you for a new one.");
  }

  /** The owner has closed the portal or the form. */
  static Refused closed() {
    return new Refused(
        403,
        "This form is closed",
        "It does not take authorizations at the moment. Please ask whoever sent you the link.");
  }

  static Refused malformed() {
    return new Refused(
        400, "This request is not valid", "Please open the link that you were sent once more.");
  }

  /** A signed text that is none, of another page, or too old. */
  static Refused outdated() {
    return new Refused(
        403,
        "This page was open for too long",
        "Please open the link that you were sent once more.");
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String text() {
    return text;
  }
}
