package org.meterbook.files;

/** A file that cannot be read as rows at all; the message says so to whoever sent it. */
public final class FileFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FileFormatException(String message) {
    super(message);
  }
}
