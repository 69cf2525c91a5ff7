package org.meterbook.ledger.billimport;

import java.util.Optional;

/**
 * A bill of the books that has the account and dates of one that comes from a file.
 *
 * @param id its id; 0 of one that is only planned
 * @param begin its first day
 * @param period its billing period
 * @param isVoid out of exports and reports, and so out of the way
 * @param own came from this very file
 * @param reversed has a part in a reversal
 */
record Existing(
    int id,
    int begin,
    int period,
    boolean isVoid,
    boolean approved,
    boolean exported,
    boolean reversed,
    boolean own) {
  /** It keeps others out of its month. */
  boolean counts() {
    return !isVoid && !reversed;
  }

  /** What a file's V/P/R column wants of bills that are there. */
  enum Wish {
    /** As A/C/E has it: replaced, or kept beside a correction. */
    USUAL(""),
    VOID("V"),
    PRESERVE("P"),
    REJECT("R");

    private final String letter;

    Wish(String letter) {
      this.letter = letter;
    }

    static Wish of(int ordinal) {
      return values()[ordinal];
    }

    static Optional<Wish> of(String text) {
      for (Wish wish : values()) {
        if (text.equalsIgnoreCase(wish.letter) || text.equalsIgnoreCase(wish.name())) {
          return Optional.of(wish);
        }
      }
      return Optional.empty();
    }
  }

  /** What a bill is to become of. */
  enum Fate {
    KEPT,
    VOIDED,
    DELETED
  }

  /** The table of A/C/E and V/P/R; empty where the row is to be refused. */
  static Optional<Fate> fate(Wish wish, boolean correction) {
    return switch (wish) {
      case USUAL -> Optional.of(correction ? Fate.KEPT : Fate.DELETED);
      case VOID -> Optional.of(Fate.VOIDED);
      case PRESERVE -> Optional.of(Fate.KEPT);
      case REJECT -> Optional.empty();
    };
  }

  /** Why this bill cannot be dealt with so; empty where it can. */
  Optional<String> protection(Fate fate, Actor actor) {
    if (fate == Fate.KEPT) {
      return Optional.empty();
    }
    String right = fate == Fate.DELETED ? "Delete" : "Edit";
    String what = fate == Fate.DELETED ? "replaced" : "voided";
    if (reversed) {
      return Optional.of("bill %d is part of a reversal and cannot be %s".formatted(id, what));
    }
    return needs(actor, what, "", "BillsAndBatches (%s)".formatted(right))
        .or(() ->
            approved
                ? needs(actor, what, " approved", "UpdateApprovedBills (%s)".formatted(right))
                : Optional.empty())
        .or(() ->
            exported
                ? needs(actor, what, " exported", "ExportBills (%s)".formatted(right))
                : Optional.empty());
  }

  private Optional<String> needs(Actor actor, String what, String state, String permission) {
    return actor.may(permission)
        ? Optional.empty()
        : Optional.of(
            "bill %d of the same account and dates is%s and can only be %s with the permission %s"
                .formatted(id, state.isEmpty() ? " there" : state, what, permission));
  }
}
