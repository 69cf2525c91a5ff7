package org.meterbook.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Properties;

/** A mail server that takes messages by SMTP. */
public final class SmtpMailbox implements Mailbox {
  private static final String TIMEOUT_MILLIS = "15000";

  /** How the way to the mail server is kept secret. */
  public enum Security {
    /** Not at all; for a server on this machine. */
    NONE,
    /** Encrypted after the greeting, or not sent. Port 587. */
    STARTTLS,
    /** Encrypted from the start. Port 465. */
    TLS
  }

  /**
   * The mail server.
   *
   * @param port 1 to 65535
   * @param user empty where the server asks for none
   * @param sender the address that messages come from
   */
  public record Settings(
      String host, int port, Security security, String user, String password, String sender) {
    public Settings {
      MailAddresses.require(sender);
      if (host.isBlank() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException("A mail server has a host, and a port from 1 to 65535.");
      }
    }

    @Override
    public String toString() {
      return "Settings[host=%s, port=%d, security=%s]".formatted(host, port, security);
    }
  }

  private final Settings settings;
  private final Session session;
  private final Clock clock;

  public SmtpMailbox(Settings settings, Clock clock) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
    this.clock = clock;
  }

  private static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case NONE -> {}
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
    }
    return properties;
  }

  @Override
  public void send(Message message) throws MailException {
    try (Transport transport = session.getTransport("smtp")) {
      connect(transport);
      MimeMessage mime = Mime.of(session, settings.sender(), message, clock.instant());
      transport.sendMessage(mime, mime.getAllRecipients());
    } catch (MessagingException e) {
      throw new MailException("The mail server refused the message: " + e.getMessage(), false);
    }
  }

  private void connect(Transport transport) throws MailException {
    try {
      boolean anonymous = settings.user().isEmpty();
      // Anything but null would be tried as a login.
      transport.connect(
          settings.host(),
          settings.port(),
          anonymous ? null : settings.user(),
          anonymous ? null : settings.password());
    } catch (MessagingException e) {
      throw new MailException(
          "The mail server %s cannot be used: %s"
              .formatted(settings.host(), e.getClass().getSimpleName()),
          true);
    }
  }
}
