package org.meterbook.api;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An operation's end.
 *
 * @param version the successor's version
 * @param successor the successor's name, without its version
 * @param removal from this day (UTC) on the operation answers 410; empty while no day is set
 */
public record Deprecation(String version, String successor, Optional<LocalDate> removal) {
  /** The header's value. */
  public String header() {
    return "Use %s %s instead".formatted(version, successor);
  }
}
