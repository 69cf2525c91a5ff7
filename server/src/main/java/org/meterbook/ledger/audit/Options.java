package org.meterbook.ledger.audit;

import java.util.Map;
import java.util.Optional;
import org.meterbook.energy.audit.Imported;

/**
 * How bills are audited.
 *
 * @param why what was done to them
 * @param resolve what is found is resolved at once, and the bill released for export
 * @param comment on the resolution
 * @param imported what the file said of a bill, by bill; bills that came from one and are not here
 *     are known as such by the books
 */
public record Options(
    Why why, boolean resolve, Optional<String> comment, Map<Integer, Imported> imported) {
  /** What was done to the bills. */
  public enum Why {
    /** They are new. */
    ENTRY,
    /** They were changed. */
    EDIT,
    /**
     * Only what depends on other bills is audited again, and bills that should have come by now.
     */
    RERUN,
    /** All is audited again. */
    AGAIN
  }

  public Options {
    imported = Map.copyOf(imported);
  }

  /** Nothing but the reason. */
  public static Options of(Why why) {
    return new Options(why, false, Optional.empty(), Map.of());
  }

  /** The same, resolving what is found. */
  public Options resolved(Optional<String> note) {
    return new Options(why, true, note, imported);
  }
}
