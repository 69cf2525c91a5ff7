package org.meterbook.greenbutton;

import java.util.ArrayList;
import java.util.List;

/** Links as 64-bit numbers, so that millions of them stay small. */
final class Hrefs {
  /** No link. */
  static final long NONE = 0;

  private Hrefs() {}

  /** The number of a link; a slash at its end is no difference. */
  static long hash(String href) {
    int end = href.length();
    while (end > 0 && href.charAt(end - 1) == '/') {
      end--;
    }
    // FNV-1a, 64 bits, with a final mix: http://www.isthe.com/chongo/tech/comp/fnv/
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < end; i++) {
      hash = (hash ^ href.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    return end == 0 || hash == NONE ? NONE : hash;
  }

  /** The numbers of what lies above a path, the nearest first. */
  static List<Long> above(String href) {
    List<Long> above = new ArrayList<>();
    int slash = href.lastIndexOf('/');
    while (slash > 0 && above.size() < 16) {
      above.add(hash(href.substring(0, slash)));
      slash = href.lastIndexOf('/', slash - 1);
    }
    return above;
  }

  /** The number of the meter reading above a block's path, or none. */
  static long meterReadingAbove(String href) {
    int at = href.lastIndexOf("/IntervalBlock");
    return at > 0 ? hash(href.substring(0, at)) : NONE;
  }

  /**
   * The number of what a path calls a resource of a kind: 7 in {@code …/UsagePoint/7/…}; or none.
   */
  static long token(String href, String kind) {
    int at = href.lastIndexOf("/" + kind + "/");
    if (at < 0) {
      return NONE;
    }
    int from = at + kind.length() + 2;
    int end = href.indexOf('/', from);
    return hash(end < 0 ? href.substring(from) : href.substring(from, end));
  }
}
