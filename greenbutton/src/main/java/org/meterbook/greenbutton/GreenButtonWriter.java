package org.meterbook.greenbutton;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a strict Green Button feed as it goes; nothing but links stays in memory. A resource
 * without a link of its own gets one below its parent, one without an id gets the id of its link.
 *
 * <p>Fields the schema needs and nobody knows are written as follows: {@code statusTimeStamp} as
 * the entry's {@code updated}, {@code itemKind} as 10, information. Texts are cut to the schema's
 * 256 characters.
 */
public final class GreenButtonWriter implements AutoCloseable {
  private static final long INT48 = 1L << 47;

  private final XmlOutput out;
  private final EntryOutput entries;
  private final UsageElements usage;
  private final CustomerFeed customers;
  private final String base;
  private final Map<String, ReadingType> readingTypes = new HashMap<>();
  private final Map<String, TimeConfiguration> times = new HashMap<>();
  private final IdentityHashMap<MeterReading, String> hrefs = new IdentityHashMap<>();
  private final Map<String, Integer> blocks = new HashMap<>();
  private int usagePoints;
  private boolean inBlock;
  private int defaultQuality;

  private GreenButtonWriter(OutputStream stream, Entry feed) throws IOException {
    Instant updated =
        feed.updated().orElseThrow(() -> new IllegalArgumentException("a feed needs updated"));
    out = new XmlOutput(stream);
    entries = new EntryOutput(out, updated);
    usage = new UsageElements(out);
    base = feed.href();
    customers = new CustomerFeed(out, entries, base);
    out.startFeed();
    out.text(Vocabulary.ATOM, "id", feed.id().isEmpty() ? PersistentId.of(base) : feed.id());
    out.text(Vocabulary.ATOM, "title", feed.title());
    out.text(Vocabulary.ATOM, "updated", updated.toString());
    out.link("self", base, "");
  }

  /**
   * Begins a feed. The stream stays open when the writer is closed.
   *
   * @param feed link, title and time of the feed; {@code updated} is needed
   */
  public static GreenButtonWriter open(OutputStream stream, Entry feed) throws IOException {
    return new GreenButtonWriter(stream, feed);
  }

  /**
   * Writes a usage point with its local time, meter readings, reading types and summaries.
   *
   * @throws IllegalArgumentException if two different reading types or local times have one link
   */
  public void usagePoint(UsagePoint point) throws IOException {
    outsideOfBlock();
    String href = href(point.entry(), base + "/UsagePoint/" + ++usagePoints);
    List<EntryOutput.Related> related = new ArrayList<>();
    point.timeConfiguration().ifPresent(time -> related.add(localTime(time.entry(), href)));
    if (!point.meterReadings().isEmpty()) {
      related.add(EntryOutput.Related.feed("MeterReading", href + "/MeterReading"));
    }
    if (!point.summaries().isEmpty()) {
      related.add(EntryOutput.Related.feed("UsageSummary", href + "/UsageSummary"));
    }
    entries.write(
        "UsagePoint", point.entry(), href, up(href), related, () -> usage.usagePoint(point));
    if (point.timeConfiguration().isPresent()) {
      localTime(point.timeConfiguration().get(), href);
    }
    int number = 0;
    for (MeterReading reading : point.meterReadings()) {
      meterReading(reading, href + "/MeterReading", ++number);
    }
    number = 0;
    for (UsageSummary summary : point.summaries()) {
      summary(summary, href + "/UsageSummary", ++number);
    }
  }

  private static EntryOutput.Related localTime(Entry entry, String usagePoint) {
    String href = href(entry, usagePoint + "/LocalTimeParameters/1");
    return EntryOutput.Related.entry("LocalTimeParameters", href);
  }

  private void localTime(TimeConfiguration time, String usagePoint) throws IOException {
    String href = localTime(time.entry(), usagePoint).href();
    if (isNew(times, href, time)) {
      entries.write(
          "LocalTimeParameters",
          time.entry(),
          href,
          up(href),
          List.of(),
          () -> usage.localTime(time));
    }
  }

  private void meterReading(MeterReading reading, String up, int number) throws IOException {
    String href = href(reading.entry(), up + "/" + number);
    hrefs.put(reading, href);
    List<EntryOutput.Related> related = new ArrayList<>();
    Optional<ReadingType> type = reading.readingType();
    String typeHref = type.map(found -> readingTypeHref(found, href)).orElse("");
    if (type.isPresent()) {
      related.add(EntryOutput.Related.entry("ReadingType", typeHref));
    }
    related.add(EntryOutput.Related.feed("IntervalBlock", href + "/IntervalBlock"));
    entries.write(
        "MeterReading",
        reading.entry(),
        href,
        up,
        related,
        () -> out.element(Vocabulary.USAGE, "MeterReading", () -> {}));
    if (type.isPresent() && isNew(readingTypes, typeHref, type.get())) {
      entries.write(
          "ReadingType",
          type.get().entry(),
          typeHref,
          up(typeHref),
          List.of(),
          () -> usage.readingType(type.get()));
    }
  }

  /** A type that was nested shares the entry of its meter reading and needs a link of its own. */
  private static String readingTypeHref(ReadingType type, String meterReading) {
    String own = type.entry().href();
    return own.isEmpty() || own.equals(meterReading) ? meterReading + "/ReadingType/1" : own;
  }

  private static <T> boolean isNew(Map<String, T> written, String href, T resource) {
    T before = written.putIfAbsent(href, resource);
    if (before != null && !before.equals(resource)) {
      throw new IllegalArgumentException("two different resources have the link " + href);
    }
    return before == null;
  }

  private void summary(UsageSummary summary, String up, int number) throws IOException {
    String href = href(summary.entry(), up + "/" + number);
    long updated = summary.entry().updated().orElse(entries.updated()).getEpochSecond();
    entries.write(
        summary.older() ? "ElectricPowerUsageSummary" : "UsageSummary",
        summary.entry(),
        href,
        up,
        List.of(),
        () -> usage.summary(summary, updated));
  }

  /**
   * Begins a block of readings; {@link #endBlock} ends it.
   *
   * @param meterReading the series, of a usage point that was written before
   * @param updated when the block last changed
   * @param interval what the block covers
   */
  public void startBlock(MeterReading meterReading, Instant updated, TimeInterval interval)
      throws IOException {
    outsideOfBlock();
    String href = hrefs.get(meterReading);
    if (href == null) {
      throw new IllegalArgumentException("write the usage point of the meter reading first");
    }
    String up = href + "/IntervalBlock";
    Entry entry = Entry.of(up + "/" + blocks.merge(up, 1, Integer::sum), "", updated);
    defaultQuality =
        meterReading.readingType().map(type -> type.defaultQuality().orElse(0)).orElse(0);
    entries.start("IntervalBlock", entry, entry.href(), up, List.of());
    out.start(Vocabulary.USAGE, "IntervalBlock");
    out.interval(Vocabulary.USAGE, "interval", interval.start(), interval.duration());
    inBlock = true;
  }

  /**
   * Writes a reading of the block.
   *
   * @throws IllegalArgumentException if value or cost have more than 48 bits
   */
  public void reading(IntervalReading reading) throws IOException {
    if (!inBlock) {
      throw new IllegalStateException("a reading needs a block");
    }
    if (Math.abs(reading.value()) > INT48
        || (reading.hasCost() && Math.abs(reading.cost()) > INT48)) {
      throw new IllegalArgumentException("value and cost must fit into 48 bits: " + reading);
    }
    usage.reading(reading, defaultQuality);
  }

  /** Ends the block. */
  public void endBlock() throws IOException {
    out.end();
    entries.end();
    inBlock = false;
  }

  /** Writes a customer with accounts, agreements and all that hangs on them. */
  public void customer(Customer customer) throws IOException {
    outsideOfBlock();
    customers.customer(customer);
  }

  private void outsideOfBlock() {
    if (inBlock) {
      throw new IllegalStateException("end the block first");
    }
  }

  static String href(Entry entry, String otherwise) {
    return entry.href().isEmpty() ? otherwise : entry.href();
  }

  /** The feed a link is in: the path without its last part. */
  static String up(String href) {
    int slash = href.lastIndexOf('/');
    return slash > 0 ? href.substring(0, slash) : href;
  }

  /** Ends the feed. */
  @Override
  public void close() throws IOException {
    out.endFeed();
  }
}
