package org.meterbook.bench;

/** What the page of figures says around them. */
final class Pages {
  static final String BEFORE =
      """
      # Performance

      Written by `./dev bench` (pgbench must be installed): everything in one run on one machine, each figure beside the limit that the database itself sets there.
      A speed is worth its ratio; the absolute figures are of a machine with two cores, on which the load generator, the server and the database share those two.
      """;

  static final String AFTER = "";

  private Pages() {}
}
