package org.meterbook.greenbutton;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at a block without keeping its readings. */
final class BlockScan {
  private long start = Blocks.UNKNOWN;
  private long duration = Blocks.UNKNOWN;
  private long first = Blocks.UNKNOWN;
  private long last = Blocks.UNKNOWN;
  private int readings;
  private Optional<Node> readingType = Optional.empty();

  void read(Xml xml) throws IOException {
    int depth = xml.depth();
    while (xml.nextChild(depth, Vocabulary.USAGE)) {
      switch (xml.name()) {
        case "interval" -> interval(xml);
        case "IntervalReading" -> reading(xml);
        case "ReadingType" -> readingType = Optional.of(xml.node(Vocabulary.USAGE));
        case "MeterReading" -> {
          Optional<Node> nested = xml.node(Vocabulary.USAGE).child("ReadingType");
          readingType = nested.or(() -> readingType);
        }
        default -> {}
      }
    }
  }

  private void interval(Xml xml) throws IOException {
    int depth = xml.depth();
    while (xml.nextChild(depth, Vocabulary.USAGE)) {
      switch (xml.name()) {
        case "start" -> start = time(xml);
        case "duration" -> duration = length(xml);
        default -> {}
      }
    }
  }

  private void reading(Xml xml) throws IOException {
    readings++;
    int depth = xml.depth();
    while (xml.nextChild(depth, Vocabulary.USAGE)) {
      switch (xml.name()) {
        case "timePeriod" -> period(xml);
        case "ReadingQuality" -> {
          int quality = xml.depth();
          while (xml.nextChild(quality, Vocabulary.USAGE)) {
            xml.text();
          }
        }
        default -> xml.text();
      }
    }
  }

  private void period(Xml xml) throws IOException {
    long from = Blocks.UNKNOWN;
    long length = Blocks.UNKNOWN;
    int depth = xml.depth();
    while (xml.nextChild(depth, Vocabulary.USAGE)) {
      switch (xml.name()) {
        case "start" -> from = time(xml);
        case "duration" -> length = length(xml);
        default -> {}
      }
    }
    if (from != Blocks.UNKNOWN) {
      first = first == Blocks.UNKNOWN ? from : Math.min(first, from);
      // Without a duration the reading counts for its first second.
      last = Math.max(last, from + (length == Blocks.UNKNOWN ? 1 : length));
    }
  }

  private static long time(Xml xml) throws IOException {
    OptionalLong value = Numbers.plain(xml.text());
    return value.isPresent() && Numbers.isTime(value.getAsLong())
        ? value.getAsLong()
        : Blocks.UNKNOWN;
  }

  private static long length(Xml xml) throws IOException {
    OptionalLong value = Numbers.plain(xml.text());
    return value.isPresent() && Numbers.isDuration(value.getAsLong())
        ? value.getAsLong()
        : Blocks.UNKNOWN;
  }

  long start() {
    return start;
  }

  long duration() {
    return duration;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  int readings() {
    return readings;
  }

  Optional<Node> readingType() {
    return readingType;
  }
}
