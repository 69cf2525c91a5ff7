package org.meterbook.api;

/** Keeps answers that may have a secret so that only this server reads them. */
public interface Seal {
  /** Seals bytes; {@code context} names where they are kept. */
  byte[] seal(byte[] plain, String context);

  /**
   * Opens what was sealed in the same context.
   *
   * @throws IllegalStateException it was sealed by another server
   */
  byte[] open(byte[] sealed, String context);
}
