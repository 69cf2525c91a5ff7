package org.meterbook.mail;

/**
 * A message to be sent.
 *
 * @param recipient one address
 * @param subject one line
 * @param body plain text
 */
public record Message(String recipient, String subject, String body) {
  public Message {
    MailAddresses.require(recipient);
    if (subject.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A subject is one line.");
    }
  }
}
