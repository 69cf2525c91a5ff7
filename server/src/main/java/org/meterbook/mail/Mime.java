package org.meterbook.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** Messages as RFC 5322 wants them. */
final class Mime {
  private Mime() {}

  static MimeMessage of(Session session, String sender, Message message, Instant now)
      throws MessagingException {
    MimeMessage mime = new MimeMessage(session);
    mime.setFrom(new InternetAddress(sender, true));
    mime.setRecipient(
        jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.recipient(), true));
    mime.setSubject(message.subject(), StandardCharsets.UTF_8.name());
    mime.setText(message.body(), StandardCharsets.UTF_8.name());
    mime.setSentDate(Date.from(now));
    // Nobody is to answer it with "I am on holiday" (RFC 3834).
    mime.setHeader("Auto-Submitted", "auto-generated");
    mime.saveChanges();
    return mime;
  }
}
