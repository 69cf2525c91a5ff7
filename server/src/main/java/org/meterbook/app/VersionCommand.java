package org.meterbook.app;

import picocli.CommandLine.Command;

/** {@code meterbook version}. */
@Command(
    name = "version",
    description = "Says which version this is.",
    mixinStandardHelpOptions = true)
final class VersionCommand implements Runnable {
  @Override
  public void run() {
    System.out.println("Meterbook " + Api.Version.current().number());
  }
}
