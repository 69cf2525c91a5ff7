package org.meterbook.mail;

/** A message was not taken. The text says why, and nothing secret. */
public final class MailException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unreachable;

  MailException(String message, boolean unreachable) {
    super(message);
    this.unreachable = unreachable;
  }

  /** Is it the mailbox itself that fails, so that any other message would fail as well? */
  boolean isUnreachable() {
    return unreachable;
  }
}
