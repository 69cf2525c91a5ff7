package org.meterbook.collection.connector.file;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.meterbook.collection.connector.Found;

/** Takes what a reader finds in a document. */
interface Finds {
  /**
   * A service that the document tells of. Its identifier names it in what follows.
   *
   * @param zone of its days, if the document says one
   */
  void service(Found.Service service, Optional<ZoneId> zone);

  /** A bill, of a service that need not be told of before. */
  void bill(Found.Bill bill);

  /** A reading of a service. */
  void reading(String service, Reading reading);

  /**
   * A reading.
   *
   * @param kind {@code fwd}, {@code rev}, {@code net}, {@code gen} or {@code max}
   * @param unit of the day's values: a peak in kW stands among kWh
   * @param source {@code csv} or {@code xml}
   */
  record Reading(
      Instant start,
      int seconds,
      String kind,
      String unit,
      double value,
      String quality,
      String source) {}
}
