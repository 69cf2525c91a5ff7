package org.meterbook.greenbutton;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds blocks of one meter reading that overlap, and in which order they are to be delivered so
 * that the one updated last comes last.
 */
final class Overlaps {
  // A file whose blocks all overlap must not take the square of their number.
  private static final int NEIGHBOURS = 64;
  private static final int MAXIMUM_ROUND = 3;

  private final Blocks blocks;
  private final Findings findings;
  private final List<String> documents;
  private int rounds = 1;

  Overlaps(Blocks blocks, Findings findings, List<String> documents) {
    this.blocks = blocks;
    this.findings = findings;
    this.documents = documents;
  }

  /** How often the file has to be gone through. */
  int find() {
    int[] sorted =
        IntStream.range(0, blocks.size())
            .filter(block -> blocks.from(block) != Blocks.UNKNOWN)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(blocks::meterReading)
                    .thenComparingLong(blocks::from))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean changed = compare(sorted, true);
    for (int i = 0; changed && i <= MAXIMUM_ROUND; i++) {
      changed = compare(sorted, false);
    }
    return rounds;
  }

  private boolean compare(int[] sorted, boolean list) {
    boolean changed = false;
    for (int i = 0; i < sorted.length; i++) {
      for (int j = i + 1; j < sorted.length && j <= i + NEIGHBOURS; j++) {
        if (blocks.meterReading(sorted[i]) != blocks.meterReading(sorted[j])
            || blocks.from(sorted[j]) >= blocks.to(sorted[i])) {
          break;
        }
        int earlier = Math.min(sorted[i], sorted[j]);
        int later = Math.max(sorted[i], sorted[j]);
        if (list) {
          findings.tolerated(Tolerance.BLOCKS_OVERLAP, place(later));
        }
        changed |= order(earlier, later);
      }
    }
    return changed;
  }

  /** An earlier block that was updated after a later one is put off for a round. */
  private boolean order(int earlier, int later) {
    if (blocks.updated(earlier) > blocks.updated(later)) {
      return raise(earlier, blocks.round(later) + 1);
    }
    return raise(later, blocks.round(earlier));
  }

  private boolean raise(int block, int round) {
    if (round > MAXIMUM_ROUND || blocks.round(block) >= round) {
      return false;
    }
    blocks.round(block, round);
    rounds = Math.max(rounds, round + 1);
    return true;
  }

  private Place place(int block) {
    return new Place(documents.get(blocks.document(block)), blocks.line(block), "");
  }
}
