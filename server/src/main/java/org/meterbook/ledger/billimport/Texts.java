package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts by number, each kept once. */
final class Texts {
  /** No text. */
  static final int NONE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /** The number of a text; {@link #NONE} of an empty one. */
  int number(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    return numbers.computeIfAbsent(
        text,
        each -> {
          texts.add(each);
          return texts.size() - 1;
        });
  }

  String text(int number) {
    return texts.get(number);
  }
}
