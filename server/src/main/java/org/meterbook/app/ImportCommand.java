package org.meterbook.app;

import picocli.CommandLine.Command;

/** {@code meterbook import}. */
@Command(
    name = "import",
    description = "Reads files into the books.",
    subcommands = {
      ImportBillsCommand.class,
      ImportReadingsCommand.class,
      ImportGreenButtonCommand.class
    },
    mixinStandardHelpOptions = true)
final class ImportCommand {}
