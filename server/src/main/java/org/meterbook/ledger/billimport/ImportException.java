package org.meterbook.ledger.billimport;

/**
 * Nothing can be imported at all: the profile is wrong, or the file is not the one it describes.
 */
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ImportException(String message) {
    super(message);
  }
}
