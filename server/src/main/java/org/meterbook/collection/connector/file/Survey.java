package org.meterbook.collection.connector.file;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.connector.Found;

/** What is in all documents of an authorization, but for the readings: those are only dated. */
final class Survey {
  private final Map<String, Meter> meters = new LinkedHashMap<>();

  /**
   * A bill, and the document that it was read from.
   *
   * @param source of the two, where it was typed, the one that was typed from
   */
  record Held(Found.Bill bill, int document, int source) {}

  /** What is known of a meter. */
  static final class Meter {
    private final Map<String, Held> bills = new LinkedHashMap<>();
    private final Set<DroppedDocument> readings = new LinkedHashSet<>();
    private final Map<DroppedDocument, LocalDate> firstDays = new LinkedHashMap<>();
    private @Nullable LocalDate latest;
    private Found.Service service;
    private ZoneId zone;

    Meter(Found.Service service, ZoneId zone) {
      this.service = service;
      this.zone = zone;
    }

    Found.Service service() {
      return service;
    }

    ZoneId zone() {
      return zone;
    }

    Map<String, Held> bills() {
      return bills;
    }

    /** The documents with readings, in the order in which they came. */
    Set<DroppedDocument> readings() {
      return readings;
    }

    /** By the document, the first day that it tells of. */
    Map<DroppedDocument, LocalDate> firstDays() {
      return firstDays;
    }

    Optional<LocalDate> latest() {
      return Optional.ofNullable(latest);
    }

    private void day(DroppedDocument document, LocalDate first, LocalDate last) {
      firstDays.merge(document, first, (one, other) -> one.isBefore(other) ? one : other);
      LocalDate known = latest;
      latest = known == null || last.isAfter(known) ? last : known;
    }
  }

  /** The meters by their keys. */
  Map<String, Meter> meters() {
    return meters;
  }

  /** What one document tells; it counts only once the document is read to its end. */
  static final class Pages implements Finds {
    private final Map<String, Found.Service> services = new LinkedHashMap<>();
    private final Map<String, ZoneId> zones = new LinkedHashMap<>();
    private final Map<String, LocalDate[]> days = new LinkedHashMap<>();
    private final List<Found.Bill> bills = new ArrayList<>();
    private final ZoneId otherwise;

    Pages(ZoneId otherwise) {
      this.otherwise = otherwise;
    }

    @Override
    public void service(Found.Service service, Optional<ZoneId> zone) {
      services.put(service.serviceIdentifier(), service);
      zone.ifPresent(known -> zones.put(service.serviceIdentifier(), known));
    }

    @Override
    public void bill(Found.Bill bill) {
      services.put(bill.service().serviceIdentifier(), bill.service());
      bills.add(bill);
    }

    @Override
    public void reading(String service, Reading reading) {
      LocalDate day = LocalDate.ofInstant(reading.start(), zones.getOrDefault(service, otherwise));
      LocalDate[] span = days.computeIfAbsent(service, _ -> new LocalDate[] {day, day});
      span[0] = day.isBefore(span[0]) ? day : span[0];
      span[1] = day.isAfter(span[1]) ? day : span[1];
    }

    /** How much there is to remember. */
    int size() {
      return services.size() + bills.size();
    }

    boolean isEmpty() {
      return services.isEmpty();
    }
  }

  /**
   * Adds what a document tells; of two bills of the same days the later one counts.
   *
   * @param source where its bills can be seen
   */
  void add(DroppedDocument document, int source, Pages pages) {
    pages.services.forEach((key, service) -> {
      Meter meter = meters.computeIfAbsent(key, _ -> new Meter(service, pages.otherwise));
      meter.service = together(meter.service, service);
      meter.zone = pages.zones.getOrDefault(key, meter.zone);
    });
    for (Found.Bill bill : pages.bills) {
      Meter meter =
          java.util.Objects.requireNonNull(meters.get(bill.service().serviceIdentifier()));
      meter.bills.put(bill.key(), new Held(bill, document.id(), source));
      meter.day(document, bill.start(), bill.end());
    }
    pages.days.forEach((key, span) -> {
      Meter meter = java.util.Objects.requireNonNull(meters.get(key));
      meter.readings.add(document);
      meter.day(document, span[0], span[1]);
    });
  }

  /** What a later document leaves out is as an earlier one says it. */
  private static Found.Service together(Found.Service earlier, Found.Service later) {
    return new Found.Service(
        later.serviceIdentifier(),
        or(later.serviceTariff(), earlier.serviceTariff()),
        later.serviceClass().equals("unknown") ? earlier.serviceClass() : later.serviceClass(),
        or(later.serviceAddress(), earlier.serviceAddress()),
        later.meterNumbers().isEmpty() ? earlier.meterNumbers() : later.meterNumbers(),
        or(later.billingContact(), earlier.billingContact()),
        or(later.billingAddress(), earlier.billingAddress()),
        or(later.billingAccount(), earlier.billingAccount()));
  }

  private static @Nullable String or(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
