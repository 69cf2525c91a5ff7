package org.meterbook.greenbutton;

/**
 * Where something is.
 *
 * @param file name of the file, or of the file inside an archive; to be shown only, never opened
 * @param line its line, from 1; 0 if it has none
 * @param entry id or number of the Atom entry; empty if it is in none
 */
public record Place(String file, int line, String entry) {
  @Override
  public String toString() {
    return file + (line > 0 ? ", line " + line : "") + (entry.isEmpty() ? "" : ", entry " + entry);
  }
}
