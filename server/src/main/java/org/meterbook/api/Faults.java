package org.meterbook.api;

/**
 * What a feature finds wrong with a request beyond the rules that it declares, so that one answer
 * names all of it, and of the items of a list the first few. Not thread-safe.
 */
public final class Faults {
  private final Found found = new Found();

  /** Notes a fault of a field. */
  public Faults when(boolean wrong, String field, String message) {
    if (wrong) {
      found.add(field, message);
    }
    return this;
  }

  /** Refuses the request if anything was found. */
  public void refuse() {
    found.refuse();
  }
}
