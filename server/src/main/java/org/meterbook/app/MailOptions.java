package org.meterbook.app;

import java.util.Optional;
import org.meterbook.mail.SmtpMailbox;
import picocli.CommandLine.Option;

/** The options that say how mail is sent. */
final class MailOptions {
  @Option(
      names = "--smtp-host",
      paramLabel = "H",
      description = "The mail server (default: none; mail is filed in the data directory).")
  private String host = "";

  @Option(
      names = "--smtp-port",
      paramLabel = "N",
      description = "Its port (default: ${DEFAULT-VALUE}).")
  private int port = 587;

  @Option(
      names = "--smtp-security",
      paramLabel = "S",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private SmtpMailbox.Security security = SmtpMailbox.Security.STARTTLS;

  @Option(
      names = "--smtp-user",
      paramLabel = "USER",
      description =
          "Who signs in there, with the password of the variable METERBOOK_SMTP_PASSWORD (default: nobody).")
  private String user = "";

  @Option(
      names = "--mail-from",
      paramLabel = "ADDRESS",
      description = "The sender (default: ${DEFAULT-VALUE}).")
  private String sender = "meterbook@localhost";

  /** The mail server, if one is named. */
  Optional<SmtpMailbox.Settings> smtp() {
    if (host.isBlank()) {
      return Optional.empty();
    }
    String password = Optional.ofNullable(System.getenv("METERBOOK_SMTP_PASSWORD")).orElse("");
    return Optional.of(new SmtpMailbox.Settings(host, port, security, user, password, sender));
  }
}
