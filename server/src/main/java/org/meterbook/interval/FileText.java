package org.meterbook.interval;

/** Texts of files, which may be of any length. */
public final class FileText {
  /** Longest name of a thing or a file that is kept, in characters. */
  public static final int LONGEST_NAME = 255;

  /** Longest sentence about a line or a thing of a file. */
  public static final int LONGEST_REMARK = 500;

  private FileText() {}

  /** The text, or its beginning and an ellipsis. */
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    // Half a character could not be written as UTF-8.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
