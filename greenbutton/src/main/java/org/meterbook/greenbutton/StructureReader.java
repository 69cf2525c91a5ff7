package org.meterbook.greenbutton;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first pass: takes everything but the readings, which it only counts. */
final class StructureReader {
  /** A resource whose entry has not ended. */
  private record Pending(Kind kind, Node node) {}

  private final Limits limits;
  private final long costFactor;
  private final Budget budget;
  private final Findings findings;
  private final List<Item> items = new ArrayList<>();
  private final Blocks blocks = new Blocks();
  private final Map<Integer, ReadingType> nestedInBlocks = new HashMap<>();
  private int document;
  private int order;
  private int unknown;

  StructureReader(Limits limits, ReadOptions options, Findings findings) {
    this.limits = limits;
    this.costFactor = options.costFactor();
    this.budget = new Budget(limits);
    this.findings = findings;
  }

  /** Reads a document; its number is that of the calls before. */
  void read(Sources.Source source) throws IOException {
    int before = order + unknown;
    int[] entries = {0};
    try (Xml xml = Feed.open(source, limits, budget, findings)) {
      Feed.walk(
          xml,
          at -> {
            entries[0]++;
            entry(at);
          });
      if (entries[0] > 0 && order + unknown == before) {
        throw new GreenButtonException(
            GreenButtonException.Reason.NOT_GREEN_BUTTON,
            new Place(source.name(), 1, ""),
            "an Atom feed without anything of Green Button in it");
      }
    } finally {
      document++;
    }
  }

  private void entry(Xml xml) throws IOException {
    budget.entry(xml);
    Header header = new Header();
    List<Pending> pending = new ArrayList<>();
    int firstBlock = blocks.size();
    int depth = xml.depth();
    Place place = xml.place();
    while (xml.nextChild(depth, Vocabulary.ATOM)) {
      if (xml.name().equals("content")) {
        content(xml, pending);
      } else {
        header.take(xml, budget);
      }
    }
    if (pending.size() + blocks.size() - firstBlock > 1) {
      findings.tolerated(Tolerance.SEVERAL_IN_CONTENT, place);
    }
    for (int block = firstBlock; block < blocks.size(); block++) {
      blocks.links(block, header.self(), header.up(), header.updatedSecond());
    }
    for (Pending resource : pending) {
      add(resource, header, xml);
    }
  }

  private void content(Xml xml, List<Pending> pending) throws IOException {
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      Optional<Kind> kind = Kind.of(xml.name());
      if (kind.isEmpty()) {
        unknown += xml.vocabulary() == Vocabulary.ATOM ? 0 : 1;
        findings.skipped(xml.place(), xml.name() + " is not read");
        continue;
      }
      Vocabulary vocabulary = kind.get().vocabulary(xml.vocabulary());
      xml.expect(vocabulary);
      if (kind.get() == Kind.BLOCK) {
        block(xml);
      } else {
        pending.add(new Pending(kind.get(), xml.node(vocabulary)));
      }
    }
  }

  private void block(Xml xml) throws IOException {
    budget.entry(xml);
    int block = blocks.add();
    blocks.place(block, document, order++, xml.line());
    BlockScan scan = new BlockScan();
    scan.read(xml);
    blocks.interval(block, scan.start(), scan.duration());
    blocks.bounds(block, scan.readings(), scan.first(), scan.last());
    scan.readingType()
        .flatMap(node -> UsageMapping.readingType(Entry.NONE, fields(node, xml)))
        .ifPresent(type -> nestedInBlocks.put(block, type));
  }

  private void add(Pending pending, Header header, Xml xml) {
    Entry entry = header.entry();
    Fields fields = fields(pending.node(), xml);
    Optional<? extends Resource> resource =
        switch (pending.kind()) {
          case USAGE_POINT -> Optional.of(UsageMapping.usagePoint(entry, fields));
          case METER_READING -> Optional.of(new MeterReading(entry, Optional.empty()));
          case READING_TYPE -> UsageMapping.readingType(entry, fields);
          case LOCAL_TIME -> UsageMapping.timeConfiguration(entry, fields);
          case SUMMARY -> Optional.of(UsageMapping.usageSummary(entry, fields));
          case CUSTOMER -> Optional.of(CustomerMapping.customer(entry, fields));
          case ACCOUNT -> Optional.of(CustomerMapping.account(entry, fields));
          case AGREEMENT -> Optional.of(CustomerMapping.agreement(entry, fields));
          case LOCATION -> Optional.of(CustomerMapping.location(entry, fields));
          case SUPPLIER -> Optional.of(CustomerMapping.supplier(entry, fields));
          case METER -> Optional.of(CustomerMapping.meter(entry, fields));
          case STATEMENT -> Optional.of(CustomerMapping.statement(entry, fields));
          case BLOCK -> Optional.empty();
        };
    order++;
    if (resource.isEmpty()) {
      return;
    }
    Item item = new Item(pending.kind(), document, order, resource.get(), fields.place(), header);
    if (pending.kind() == Kind.METER_READING) {
      item.nested =
          pending
              .node()
              .child("ReadingType")
              .flatMap(node -> UsageMapping.readingType(entry, fields.in(node)));
    }
    items.add(item);
  }

  private Fields fields(Node node, Xml xml) {
    return new Fields(node, xml, costFactor);
  }

  List<Item> items() {
    return items;
  }

  Blocks blocks() {
    return blocks;
  }

  Map<Integer, ReadingType> nestedInBlocks() {
    return nestedInBlocks;
  }
}
