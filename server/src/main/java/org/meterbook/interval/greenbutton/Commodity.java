package org.meterbook.interval.greenbutton;

import java.util.Optional;
import java.util.OptionalInt;
import org.meterbook.greenbutton.MeterReading;
import org.meterbook.greenbutton.ReadingType;
import org.meterbook.greenbutton.UsagePoint;

/** What a usage point delivers, in the catalogue's codes. */
final class Commodity {
  private Commodity() {}

  /** By the kind of service, else by what is said of the first meter reading that says it. */
  static Optional<String> of(UsagePoint point) {
    return byService(point.serviceKind())
        .or(() ->
            point.meterReadings().stream()
                .map(MeterReading::readingType)
                .flatMap(Optional::stream)
                .map(ReadingType::commodity)
                .map(Commodity::byReading)
                .flatMap(Optional::stream)
                .findFirst());
  }

  private static Optional<String> byService(OptionalInt kind) {
    return Optional.ofNullable(
        switch (kind.orElse(-1)) {
          case 0 -> "ELECTRIC";
          case 1 -> "NATURALGAS";
          case 2 -> "WATER";
          case 4 -> "HOTWATER";
          case 5 -> "TRASH";
          case 6 -> "SEWER";
          default -> null;
        });
  }

  private static Optional<String> byReading(OptionalInt commodity) {
    return Optional.ofNullable(
        switch (commodity.orElse(-1)) {
          case 1, 2 -> "ELECTRIC";
          case 7 -> "NATURALGAS";
          case 8 -> "PROPANE";
          case 9 -> "WATER";
          case 10 -> "STEAM";
          case 11 -> "SEWER";
          case 14 -> "RECLAIMEDWATER";
          case 25 -> "TRASH";
          default -> null;
        });
  }
}
