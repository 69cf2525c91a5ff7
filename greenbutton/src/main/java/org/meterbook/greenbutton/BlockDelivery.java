package org.meterbook.greenbutton;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives the readings of one block to the consumer: settles their times, looks for repetitions. */
final class BlockDelivery {
  // Beyond this, repetitions of a block that is out of order are not looked for.
  private static final int MAXIMUM_STARTS = 1 << 20;

  private final MeterReading meterReading;
  private final Optional<TimeConfiguration> localTime;
  private final ReadingConsumer consumer;
  private final Findings findings;
  private final long usualDuration;
  private final long blockStart;
  private long[] starts = new long[32];
  private int count;
  private boolean sorted = true;
  private long previousStart = Blocks.UNKNOWN;
  private long previousEnd = Blocks.UNKNOWN;
  private long previousDuration = Blocks.UNKNOWN;
  private @Nullable IntervalReading waiting;
  private Place waitingPlace = new Place("", 0, "");

  BlockDelivery(
      Structure structure,
      int block,
      Optional<TimeConfiguration> localTime,
      ReadingConsumer consumer,
      Findings findings) {
    Blocks blocks = structure.blocks();
    this.meterReading = structure.meterReadings().get(blocks.meterReading(block));
    this.localTime = localTime;
    this.consumer = consumer;
    this.findings = findings;
    this.blockStart = blocks.start(block);
    this.usualDuration = usual(meterReading, blocks, block);
  }

  /** The duration of a reading that has none: the reading type's, else its share of the block. */
  private static long usual(MeterReading meterReading, Blocks blocks, int block) {
    long byType =
        meterReading
            .readingType()
            .map(type -> type.intervalLength().orElse(Blocks.UNKNOWN))
            .orElse(Blocks.UNKNOWN);
    long whole = blocks.duration(block);
    int readings = blocks.readings(block);
    if (byType > 0) {
      return byType;
    }
    boolean shared = whole > 0 && readings > 0 && whole % readings == 0;
    return shared ? whole / readings : Blocks.UNKNOWN;
  }

  MeterReading meterReading() {
    return meterReading;
  }

  void reading(RawReading raw, Xml xml, Place place) {
    long start = raw.start();
    if (start == Blocks.UNKNOWN) {
      start = previousEnd != Blocks.UNKNOWN ? previousEnd : blockStart;
      if (start == Blocks.UNKNOWN || waiting != null) {
        consumer.refused(place, "the reading has no start");
        return;
      }
      findings.tolerated(Tolerance.START_MISSING, xml);
    }
    release(start);
    long duration = raw.duration();
    if (duration == Blocks.UNKNOWN) {
      findings.tolerated(Tolerance.DURATION_MISSING, xml);
      duration = usualDuration;
    }
    if (duration == Blocks.UNKNOWN) {
      waiting = raw.at(start, 0);
      waitingPlace = place;
    } else {
      deliver(raw.at(start, duration), place);
    }
  }

  /** The reading that waits for the next one's start, to know its own duration. */
  private void release(long nextStart) {
    IntervalReading reading = waiting;
    waiting = null;
    if (reading == null) {
      return;
    }
    long distance = nextStart - reading.start();
    if (nextStart == Blocks.UNKNOWN || distance <= 0) {
      distance = previousDuration;
    }
    if (distance == Blocks.UNKNOWN || !Numbers.isDuration(distance)) {
      consumer.refused(
          waitingPlace, "the reading has no duration, and nothing says how long it is");
    } else {
      deliver(reading.withTime(reading.start(), distance), waitingPlace);
    }
  }

  private void deliver(IntervalReading reading, Place place) {
    IntervalReading settled = reading;
    if (localTime.isPresent()) {
      findings.tolerated(Tolerance.LOCAL_TIME, place);
      settled =
          reading.withTime(localTime.get().utc(reading.start(), previousStart), reading.duration());
    }
    long start = settled.start();
    if (!Numbers.isTime(start) || settled.end() > Numbers.END_OF_TIME) {
      consumer.refused(place, "the reading is not in the years 1970 to 2105");
      return;
    }
    if (previousStart != Blocks.UNKNOWN && start < previousStart) {
      sorted = false;
      findings.tolerated(Tolerance.READINGS_OUT_OF_ORDER, place);
    } else if (sorted && start == previousStart) {
      findings.tolerated(Tolerance.READING_REPEATED, place);
    }
    remember(start);
    previousStart = start;
    previousEnd = reading.end();
    previousDuration = reading.duration();
    consumer.reading(meterReading, settled);
  }

  private void remember(long start) {
    if (count == starts.length && count < MAXIMUM_STARTS) {
      starts = Arrays.copyOf(starts, count * 2);
    }
    if (count < starts.length) {
      starts[count++] = start;
    }
  }

  void end(Place place) {
    release(Blocks.UNKNOWN);
    if (!sorted) {
      Arrays.sort(starts, 0, count);
      for (int i = 1; i < count; i++) {
        if (starts[i] == starts[i - 1]) {
          findings.tolerated(Tolerance.READING_REPEATED, place);
        }
      }
    }
  }
}
