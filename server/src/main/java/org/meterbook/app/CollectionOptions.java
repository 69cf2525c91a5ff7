package org.meterbook.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a server collects. */
final class CollectionOptions {
  @Mixin private final MailOptions mail = new MailOptions();

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "Where customers and clients reach the server, such as https://energy.example.org (default: the address it listens on).")
  private @Nullable String publicUrl;

  @Option(
      names = "--allow-private-calls",
      description = "Lets webhooks go to private addresses, such as those of your own network.")
  private boolean privateCalls;

  @Option(
      names = "--drop-folder",
      paramLabel = "DIR",
      description = "A directory that is watched for bills: DIR/<datasource>/<customer>/file.")
  private @Nullable Path dropFolder;

  CollectionSettings settings() {
    if (dropFolder != null && !Files.isDirectory(dropFolder)) {
      throw new Main.UserError("--drop-folder: there is no directory " + dropFolder);
    }
    return new CollectionSettings(
        Optional.ofNullable(publicUrl).map(CollectionOptions::address),
        Optional.empty(),
        privateCalls,
        Optional.ofNullable(dropFolder),
        mail.smtp(),
        List.of());
  }

  private static String address(String text) {
    try {
      URI uri = URI.create(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return text.replaceAll("/+$", "");
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new Main.UserError("--public-url is an http or https address, not '%s'".formatted(text));
  }
}
