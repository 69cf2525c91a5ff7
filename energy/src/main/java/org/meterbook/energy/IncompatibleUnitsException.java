package org.meterbook.energy;

/** A conversion was asked between units that measure different things. */
public class IncompatibleUnitsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Names both units and what they measure. */
  public IncompatibleUnitsException(Unit from, Unit to) {
    super(
        "cannot convert %s (measured in %s) to %s (measured in %s)"
            .formatted(from.code(), from.base(), to.code(), to.base()));
  }
}
