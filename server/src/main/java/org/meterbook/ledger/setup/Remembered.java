package org.meterbook.ledger.setup;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an import wrote last: an account with many meters stands in many rows one after another, and
 * need not be read again for each. Not thread-safe.
 */
final class Remembered extends LinkedHashMap<String, Map<String, String>> {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 1000;

  static String key(Part part, int id) {
    return part.noun() + " " + id;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
    return size() > MOST;
  }
}
