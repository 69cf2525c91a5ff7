package org.meterbook.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.meterbook.mail.SmtpMailbox;

/**
 * How a server collects.
 *
 * @param publicUrl where customers and clients reach it; default the address it listens on
 * @param keyFile the key that credentials are sealed under; default {@code vault.key} in the data
 *     directory
 * @param privateCalls may webhooks go to private addresses; default no
 * @param dropFolder a directory that is watched for bills; default none
 * @param smtp how mail is sent; default it is written to {@code mail} in the data directory
 * @param simulated ids of utilities that the simulated one plays in earnest: not as tests, and at a
 *     price; default none
 */
public record CollectionSettings(
    Optional<String> publicUrl,
    Optional<Path> keyFile,
    boolean privateCalls,
    Optional<Path> dropFolder,
    Optional<SmtpMailbox.Settings> smtp,
    List<String> simulated) {
  /** Everything as it is where nothing is said. */
  public static CollectionSettings defaults() {
    return new CollectionSettings(
        Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), List.of());
  }
}
