package org.meterbook.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Properties;
import java.util.UUID;

/** A directory with a file per message, where no mail server is set. */
public final class FileMailbox implements Mailbox {
  private static final String SENDER = "meterbook@localhost";

  private final Path directory;
  private final Clock clock;

  /** A mailbox in a directory, which is made where it is missing. */
  public FileMailbox(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public void send(Message message) throws MailException {
    String name = "%d-%s".formatted(clock.instant().toEpochMilli(), UUID.randomUUID().toString());
    Path unfinished = directory.resolve(name + ".part");
    try {
      Files.createDirectories(directory);
      try (OutputStream file = Files.newOutputStream(unfinished)) {
        Mime.of(Session.getInstance(new Properties()), SENDER, message, clock.instant())
            .writeTo(file);
      }
      Files.move(unfinished, directory.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | MessagingException e) {
      throw new MailException("The message cannot be filed: " + e.getMessage(), true);
    }
  }
}
