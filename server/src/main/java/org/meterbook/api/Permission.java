package org.meterbook.api;

/**
 * A right, such as {@code Meters (View)}.
 *
 * @param name what it is about
 * @param level View, Create, Edit, Delete, Manage or Run
 */
public record Permission(String name, String level) {
  /** Reads {@code Meters (View)}. */
  public static Permission of(String text) {
    int open = text.indexOf(" (");
    if (open < 1 || !text.endsWith(")")) {
      throw new IllegalArgumentException("not a permission: " + text);
    }
    return new Permission(text.substring(0, open), text.substring(open + 2, text.length() - 1));
  }

  /** As it is stored: {@code Meters.View}. */
  public String code() {
    return name + '.' + level;
  }

  /** Reads what {@link #code} wrote. */
  public static Permission ofCode(String code) {
    int dot = code.lastIndexOf('.');
    return new Permission(code.substring(0, dot), code.substring(dot + 1));
  }

  @Override
  public String toString() {
    return name + " (" + level + ")";
  }
}
