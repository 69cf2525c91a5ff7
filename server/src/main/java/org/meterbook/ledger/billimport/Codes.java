package org.meterbook.ledger.billimport;

/** Codes are the same in any letter case, as PostgreSQL's {@code lower} has it. */
final class Codes {
  private Codes() {}

  /** Character by character: Java's own would turn some into two. */
  static String key(String code) {
    for (int i = 0; i < code.length(); i++) {
      char each = code.charAt(i);
      if (each >= 128 || each >= 'A' && each <= 'Z') {
        return code.codePoints()
            .map(Character::toLowerCase)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return code;
  }
}
