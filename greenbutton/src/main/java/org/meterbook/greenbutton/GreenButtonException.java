package org.meterbook.greenbutton;

import java.io.IOException;

/** A file was refused as a whole. */
public final class GreenButtonException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why a file is refused. */
  public enum Reason {
    /** It is not XML and no archive. */
    NOT_XML,
    /** It is XML, but no Green Button. */
    NOT_GREEN_BUTTON,
    /** It is not well-formed XML. */
    MALFORMED,
    /** It ends too early. */
    TRUNCATED,
    /** It declares a document type or uses an entity of its own. */
    DOCUMENT_TYPE,
    /** Elements are too deep inside each other. */
    TOO_DEEP,
    /** A text is too long. */
    TEXT_TOO_LONG,
    /** There are too many entries or links, or too much of everything but readings. */
    TOO_MANY,
    /** The file is too large, packed or unpacked. */
    TOO_LARGE,
    /** A member of an archive unpacks to too many times its size. */
    ZIP_BOMB,
    /** The archive cannot be read. */
    BROKEN_ZIP
  }

  private final Reason reason;
  private final transient Place place;

  /**
   * Refuses a file.
   *
   * @param text what is wrong, without the place
   */
  public GreenButtonException(Reason reason, Place place, String text) {
    super(place + ": " + text);
    this.reason = reason;
    this.place = place;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Where. */
  public Place place() {
    return place;
  }
}
