package org.meterbook.collection.connector.file;

/** A person must look at a document; the message says why, for people. */
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String reason) {
    super(reason, null, false, false);
  }
}
