package org.meterbook.greenbutton;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** The second pass: streams the readings of the blocks whose turn it is. */
final class BlockReader {
  private final Structure structure;
  private final ReadOptions options;
  private final Findings findings;
  private final ReadingConsumer consumer;
  private final RawReading raw;
  private final int round;
  private int next;

  BlockReader(
      Structure structure,
      ReadOptions options,
      Findings findings,
      ReadingConsumer consumer,
      int round) {
    this.structure = structure;
    this.options = options;
    this.findings = findings;
    this.consumer = consumer;
    this.raw = new RawReading(findings, options.costFactor());
    this.round = round;
  }

  void read(Xml xml) throws IOException {
    Feed.walk(xml, this::entry);
  }

  private void entry(Xml xml) throws IOException {
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      switch (xml.name()) {
        case "id" -> xml.entry(xml.text());
        case "content" -> content(xml);
        default -> {}
      }
    }
  }

  private void content(Xml xml) throws IOException {
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      if (xml.name().equals(Kind.BLOCK.segment())) {
        int block = next++;
        if (structure.blocks().round(block) == round) {
          block(xml, block);
        }
      }
    }
  }

  private void block(Xml xml, int block) throws IOException {
    Optional<TimeConfiguration> localTime =
        options.localTime()
            ? structure.localTimes().get(structure.blocks().meterReading(block))
            : Optional.empty();
    BlockDelivery delivery = new BlockDelivery(structure, block, localTime, consumer, findings);
    OptionalInt quality =
        delivery
            .meterReading()
            .readingType()
            .map(ReadingType::defaultQuality)
            .orElse(OptionalInt.empty());
    Place start = xml.place();
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      if (xml.name().equals("IntervalReading")) {
        reading(xml, delivery, quality);
      }
    }
    delivery.end(start);
  }

  private void reading(Xml xml, BlockDelivery delivery, OptionalInt quality) throws IOException {
    int line = xml.line();
    raw.read(xml, quality);
    Place place = xml.place(line);
    if (raw.problem().isPresent()) {
      consumer.refused(place, raw.problem().get());
    } else {
      delivery.reading(raw, xml, place);
    }
  }
}
