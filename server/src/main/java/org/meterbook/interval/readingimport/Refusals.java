package org.meterbook.interval.readingimport;

import java.util.ArrayList;
import java.util.List;
import org.meterbook.interval.FileText;
import org.meterbook.interval.readingimport.ImportModels.ImportLine;

/** What is said of lines: all are counted, the first thousand kept. */
final class Refusals {
  private static final int KEPT = 1000;

  private final List<ImportLine> first = new ArrayList<>();
  private long count;

  void add(long line, String text) {
    count++;
    if (first.size() < KEPT) {
      first.add(new ImportLine(line, FileText.cut(text, FileText.LONGEST_REMARK)));
    }
  }

  void addAll(Refusals other) {
    other.first.forEach(each -> {
      if (first.size() < KEPT) {
        first.add(each);
      }
    });
    count += other.count;
  }

  List<ImportLine> first() {
    return List.copyOf(first);
  }

  long count() {
    return count;
  }
}
