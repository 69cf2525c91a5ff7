package org.meterbook.mail;

/** Where messages are handed in. */
public interface Mailbox {
  /**
   * Hands in a message; returns when it was taken.
   *
   * @throws MailException it was not taken
   */
  void send(Message message) throws MailException;
}
