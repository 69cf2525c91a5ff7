package org.meterbook.greenbutton;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A Green Button file: an Atom feed, or a ZIP archive of several; recognized by its content.
 * Opening it reads everything but the readings, which {@link #readings} then streams; memory does
 * not grow with their number.
 *
 * <p>Not for several threads at once.
 */
public final class GreenButtonFile implements AutoCloseable {
  private final Sources sources;
  private final Limits limits;
  private final ReadOptions options;
  private final List<Sources.Source> documents = new ArrayList<>();
  private final Findings found = new Findings();
  private final Structure structure;
  private Findings foundInReadings = new Findings();

  private GreenButtonFile(Sources sources, Limits limits, ReadOptions options) throws IOException {
    this.sources = sources;
    this.limits = limits;
    this.options = options;
    StructureReader pass = new StructureReader(limits, options, found);
    List<String> names = new ArrayList<>();
    for (Sources.Source source : sources.all()) {
      if (isFeed(source)) {
        try {
          pass.read(source);
          documents.add(source);
        } catch (GreenButtonException e) {
          skipForeign(e, source);
        }
        names.add(source.name());
      }
    }
    if (documents.isEmpty()) {
      throw new GreenButtonException(
          GreenButtonException.Reason.NOT_GREEN_BUTTON,
          new Place(sources.name(), 0, ""),
          "no member of the archive is a Green Button feed");
    }
    this.structure = new Linker(pass, names, found).link();
  }

  /** In an archive XML of others is no reason to refuse the feeds beside it. */
  private void skipForeign(GreenButtonException e, Sources.Source source)
      throws GreenButtonException {
    boolean foreign = e.reason() == GreenButtonException.Reason.NOT_GREEN_BUTTON;
    if (!foreign || !sources.isArchive()) {
      throw e;
    }
    found.skipped(new Place(source.name(), 0, ""), "is XML, but no Green Button feed");
  }

  private boolean isFeed(Sources.Source source) throws IOException {
    try (var stream = source.open()) {
      boolean xml = Preamble.of(stream).kind() == Preamble.Kind.XML;
      if (!xml) {
        found.skipped(new Place(source.name(), 0, ""), "is not XML");
      }
      return xml;
    }
  }

  /**
   * Opens a file of a source that keeps to the standard's amounts and times.
   *
   * @throws GreenButtonException if it is hostile, broken, or no Green Button
   * @throws IOException if it cannot be read
   */
  public static GreenButtonFile open(Path path, Limits limits) throws IOException {
    return open(path, limits, ReadOptions.STANDARD);
  }

  /**
   * Opens a file.
   *
   * @throws GreenButtonException if it is hostile, broken, or no Green Button
   * @throws IOException if it cannot be read
   */
  public static GreenButtonFile open(Path path, Limits limits, ReadOptions options)
      throws IOException {
    Sources sources = Sources.of(path, limits);
    try {
      return new GreenButtonFile(sources, limits, options);
    } catch (IOException | RuntimeException e) {
      sources.close();
      throw e;
    }
  }

  /** The usage points, in the order of the file. */
  public List<UsagePoint> usagePoints() {
    return structure.usagePoints();
  }

  /** The customers, in the order of the file. */
  public List<Customer> customers() {
    return structure.customers();
  }

  /** What hangs on no usage point and no customer. */
  public List<Resource> unattached() {
    return structure.unattached();
  }

  /** All meter readings, those no usage point has included. */
  public List<MeterReading> meterReadings() {
    return structure.meterReadings();
  }

  /**
   * The departures from the standard that were read nevertheless. Those within readings are in it
   * after {@link #readings}.
   */
  public List<AppliedTolerance> tolerances() {
    Map<Tolerance, AppliedTolerance> all = new EnumMap<>(Tolerance.class);
    for (Findings findings : List.of(found, foundInReadings)) {
      for (AppliedTolerance applied : findings.tolerances()) {
        all.merge(
            applied.tolerance(),
            applied,
            (first, second) ->
                new AppliedTolerance(
                    first.tolerance(), first.count() + second.count(), first.first()));
      }
    }
    return List.copyOf(all.values());
  }

  /** Values besides readings that could not be understood and count as absent; at most 1000. */
  public List<Note> refused() {
    return found.refused();
  }

  /** What was not read: members of an archive, resources of other kinds; at most 1000. */
  public List<Note> skipped() {
    return found.skipped();
  }

  /**
   * Streams all readings in the order of the file; only a block that was updated after an
   * overlapping block behind it comes after that one. So the last reading with a start is the one
   * that counts.
   *
   * @throws GreenButtonException if the file has changed and is no longer sound
   * @throws IOException if it cannot be read
   */
  public void readings(ReadingConsumer consumer) throws IOException {
    foundInReadings = new Findings();
    for (int round = 0; round < structure.rounds(); round++) {
      BlockReader reader = new BlockReader(structure, options, foundInReadings, consumer, round);
      sources.rewind(limits);
      for (Sources.Source source : documents) {
        // What stands in the structure has been listed when the file was opened.
        try (Xml xml = Feed.open(source, limits, new Budget(limits), new Findings())) {
          reader.read(xml);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    sources.close();
  }
}
