package org.meterbook.collection.connector.demo;

/** What the website says when it does not give what it was asked for. */
enum Problem {
  NONE(200, ""),
  BAD_LOGIN(401, "The user name or the password is not right."),
  SITE_DOWN(503, "The website is under maintenance."),
  UTILITY_ERROR(500, "Something went wrong on our side."),
  /** A page that breaks off. */
  GARBLED(200, ""),
  REVOKED(403, "This access has been taken back."),
  MANUAL(409, "The bills of this account are made by hand and need a person to look at them."),
  WAIT(429, "This account was signed in too often. Please come back later.");

  private final int status;
  private final String text;

  Problem(int status, String text) {
    this.status = status;
    this.text = text;
  }

  int status() {
    return status;
  }

  String text() {
    return text;
  }
}
