package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All rows of a file as numbers, some 80 bytes a row and no object: so that a file in any order can
 * be put into the order of its accounts and days.
 */
final class Rows {
  /** Slots of a row before those of its lines. */
  static final int FIXED = 10;

  /** No day. */
  static final int NO_DAY = Integer.MIN_VALUE;

  /** No amount. */
  static final long NO_AMOUNT = Long.MIN_VALUE;

  private static final int CHUNK = 4096;
  private static final int REFUSED = 1;
  private static final int ESTIMATED = 2;
  private static final int CORRECTION = 4;
  private static final int EXISTING = 3;

  /** A row in the making. */
  static final class Draft {
    int account;
    int meter;
    int begin;
    int end;
    int statement;
    int due;
    int invoice;
    int note;
    boolean refused;
    boolean estimated;
    boolean correction;
    Existing.Wish existing = Existing.Wish.USUAL;
    int period;
    int accountPeriod;
    int nextReading = NO_DAY;
    int control = Texts.NONE;
    long line;
    long offset;
    int length;
    final long[] slots;

    Draft(int width) {
      slots = new long[width];
    }
  }

  private final int width;
  private final int chunk;
  private final List<long[]> chunks = new ArrayList<>();
  private int size;

  Rows(int width) {
    this(width, CHUNK);
  }

  /** With space for so many rows at a time. */
  Rows(int width, int chunk) {
    this.width = width;
    this.chunk = chunk;
  }

  int size() {
    return size;
  }

  void add(Draft draft) {
    long[] slots = draft.slots;
    slots[0] = pack(draft.account, draft.meter);
    slots[1] = pack(draft.begin, draft.end);
    slots[2] = pack(draft.statement, draft.due);
    slots[3] = pack(draft.invoice, draft.note);
    slots[4] = draft.line;
    slots[5] = draft.offset;
    slots[6] = pack(draft.length, flags(draft));
    slots[7] = pack(draft.period, draft.accountPeriod);
    slots[8] = pack(draft.nextReading, draft.control);
    slots[9] = 0;
    if (size % chunk == 0) {
      chunks.add(new long[chunk * width]);
    }
    System.arraycopy(slots, 0, chunks.getLast(), size % chunk * width, width);
    size++;
  }

  private static int flags(Draft draft) {
    return (draft.refused ? REFUSED : 0)
        | (draft.estimated ? ESTIMATED : 0)
        | (draft.correction ? CORRECTION : 0)
        | draft.existing.ordinal() << EXISTING;
  }

  /**
   * The rows by account, in the order in which the accounts first came; those of an account as they
   * came.
   */
  long[] byAccount() {
    long[] order = new long[size];
    for (int row = 0; row < size; row++) {
      order[row] = pack(account(row), row);
    }
    Arrays.sort(order);
    return order;
  }

  private static long pack(int high, int low) {
    return (long) high << 32 | low & 0xFFFF_FFFFL;
  }

  long slot(int row, int slot) {
    return chunks.get(row / chunk)[row % chunk * width + slot];
  }

  double number(int row, int slot) {
    return Double.longBitsToDouble(slot(row, slot));
  }

  private int high(int row, int slot) {
    return (int) (slot(row, slot) >> 32);
  }

  private int low(int row, int slot) {
    return (int) slot(row, slot);
  }

  int account(int row) {
    return high(row, 0);
  }

  /** The meter's number; {@link Texts#NONE} for a charge of the account itself. */
  int meter(int row) {
    return low(row, 0);
  }

  int begin(int row) {
    return high(row, 1);
  }

  int end(int row) {
    return low(row, 1);
  }

  int statement(int row) {
    return high(row, 2);
  }

  int due(int row) {
    return low(row, 2);
  }

  int invoice(int row) {
    return high(row, 3);
  }

  int note(int row) {
    return low(row, 3);
  }

  long line(int row) {
    return slot(row, 4);
  }

  long offset(int row) {
    return slot(row, 5);
  }

  int length(int row) {
    return high(row, 6);
  }

  /** Kept only because of the bill that it would have been part of. */
  boolean isRefused(int row) {
    return (low(row, 6) & REFUSED) != 0;
  }

  boolean isEstimated(int row) {
    return (low(row, 6) & ESTIMATED) != 0;
  }

  /** Comes beside the bills that are there. */
  boolean isCorrection(int row) {
    return (low(row, 6) & CORRECTION) != 0;
  }

  /** What is to become of the bills that are there. */
  Existing.Wish existing(int row) {
    return Existing.Wish.of(low(row, 6) >> EXISTING);
  }

  /** The billing period, {@code YYYYMM}; 0 where the row does not say. */
  int period(int row) {
    return high(row, 7);
  }

  /** The accounting period; 0 where the row does not say. */
  int accountPeriod(int row) {
    return low(row, 7);
  }

  int nextReading(int row) {
    return high(row, 8);
  }

  int control(int row) {
    return low(row, 8);
  }

  /** The id of the meter that was searched for; 0 where the row names its meter. */
  int found(int row) {
    return (int) slot(row, 9);
  }

  /** Notes the meter that was searched for. */
  void find(int row, int meterId) {
    chunks.get(row / chunk)[row % chunk * width + 9] = meterId;
  }
}
