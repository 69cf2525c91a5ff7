package org.meterbook.collection.page;

import java.util.List;
import org.meterbook.collection.Notes;

/**
 * A file of the last request that made no new entry. The address of the page after it tells of
 * these; they are kept nowhere.
 *
 * @param inbox the entry that is there already; 0 where the file was refused
 * @param name as its customer calls it, shortened; empty of what is there already
 * @param text why it was refused
 */
record Unkept(int inbox, String name, String text) {
  /** Twenty of them must go into an address. */
  private static final int LONGEST_NAME = 40;

  private record All(List<Unkept> files) {}

  static Unkept refused(String name, String text) {
    String plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    String cut =
        plain.codePointCount(0, plain.length()) > LONGEST_NAME
            ? plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME)) + "…"
            : plain;
    return new Unkept(0, cut, text);
  }

  static Unkept known(int inbox) {
    return new Unkept(inbox, "", "");
  }

  static String write(List<Unkept> files) {
    return Notes.JSON.writeValueAsString(new All(files));
  }

  static List<Unkept> read(String text) {
    return Notes.JSON.readValue(text, All.class).files();
  }
}
