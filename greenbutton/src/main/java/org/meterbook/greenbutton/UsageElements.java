package org.meterbook.greenbutton;

import static org.meterbook.greenbutton.Vocabulary.USAGE;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes resources of the usage feed, the elements in the order of the schema. */
final class UsageElements {
  // Kind of a line of a bill that says nothing of its kind: information.
  private static final int UNKNOWN_ITEM = 10;
  private static final String NO_RULE = "FFFFFFFF";

  private final XmlOutput out;

  UsageElements(XmlOutput out) {
    this.out = out;
  }

  void usagePoint(UsagePoint point) throws IOException {
    out.start(USAGE, "UsagePoint");
    out.text(USAGE, "roleFlags", point.roleFlags().flatMap(UsageElements::hexadecimal16));
    if (point.serviceKind().isPresent()) {
      out.element(USAGE, "ServiceCategory", () -> out.number(USAGE, "kind", point.serviceKind()));
    }
    out.number(USAGE, "status", point.status());
    if (point.serviceDeliveryPoint().isPresent()) {
      ServiceDeliveryPoint delivery = point.serviceDeliveryPoint().get();
      out.start(USAGE, "serviceDeliveryPoint");
      out.text(USAGE, "name", delivery.name());
      out.text(USAGE, "tariffProfile", delivery.tariffProfile());
      out.text(USAGE, "customerAgreement", delivery.customerAgreement());
      riders(delivery.tariffRiders());
      out.end();
    }
    out.end();
  }

  /** Whole bytes, at most two; empty if it is not hexadecimal. */
  private static Optional<String> hexadecimal16(String flags) {
    if (!flags.matches("[0-9A-Fa-f]{1,4}")) {
      return Optional.empty();
    }
    return Optional.of(flags.length() % 2 == 0 ? flags : "0" + flags);
  }

  void localTime(TimeConfiguration time) throws IOException {
    out.start(USAGE, "LocalTimeParameters");
    out.text(USAGE, "dstEndRule", time.dstEndRule().map(DstRule::hexadecimal).orElse(NO_RULE));
    out.number(USAGE, "dstOffset", time.dstOffset());
    out.text(USAGE, "dstStartRule", time.dstStartRule().map(DstRule::hexadecimal).orElse(NO_RULE));
    out.number(USAGE, "tzOffset", time.tzOffset());
    out.end();
  }

  void readingType(ReadingType type) throws IOException {
    out.start(USAGE, "ReadingType");
    out.number(USAGE, "accumulationBehaviour", type.accumulationBehaviour());
    out.number(USAGE, "commodity", type.commodity());
    out.number(USAGE, "consumptionTier", type.consumptionTier());
    out.number(USAGE, "currency", type.currency());
    out.number(USAGE, "dataQualifier", type.dataQualifier());
    out.number(USAGE, "defaultQuality", type.defaultQuality());
    out.number(USAGE, "flowDirection", type.flowDirection());
    out.number(USAGE, "intervalLength", type.intervalLength());
    out.number(USAGE, "kind", type.kind());
    out.number(USAGE, "phase", type.phase());
    out.number(USAGE, "powerOfTenMultiplier", type.powerOfTenMultiplier());
    out.number(USAGE, "timeAttribute", type.timeAttribute());
    out.number(USAGE, "tou", type.tou());
    out.number(USAGE, "uom", type.uom());
    out.number(USAGE, "cpp", type.cpp());
    ratio("interharmonic", type.interharmonic());
    out.number(USAGE, "measuringPeriod", type.measuringPeriod());
    ratio("argument", type.argument());
    out.end();
  }

  private void ratio(String name, Optional<Ratio> ratio) throws IOException {
    if (ratio.isPresent()) {
      out.start(USAGE, name);
      out.number(USAGE, "numerator", ratio.get().numerator());
      out.number(USAGE, "denominator", ratio.get().denominator());
      out.end();
    }
  }

  void reading(IntervalReading reading, int defaultQuality) throws IOException {
    out.start(USAGE, "IntervalReading");
    if (reading.hasCost()) {
      out.number(USAGE, "cost", reading.cost());
    }
    if (reading.quality() != defaultQuality) {
      out.element(USAGE, "ReadingQuality", () -> out.number(USAGE, "quality", reading.quality()));
    }
    out.interval(USAGE, "timePeriod", reading.start(), reading.duration());
    out.number(USAGE, "value", reading.value());
    bucket("consumptionTier", reading.tier());
    bucket("tou", reading.tou());
    bucket("cpp", reading.cpp());
    out.end();
  }

  private void bucket(String name, int value) throws IOException {
    if (value != IntervalReading.NONE) {
      out.number(USAGE, name, value);
    }
  }

  /**
   * A summary without a time stamp of its own takes the one of its entry, which the schema needs.
   */
  void summary(UsageSummary summary, long updated) throws IOException {
    out.start(USAGE, summary.older() ? "ElectricPowerUsageSummary" : "UsageSummary");
    out.interval(USAGE, "billingPeriod", summary.billingPeriod());
    out.money(USAGE, "billLastPeriod", summary.billLastPeriod());
    out.money(USAGE, "billToDate", summary.billToDate());
    out.money(USAGE, "costAdditionalLastPeriod", summary.costAdditionalLastPeriod());
    for (LineItem item : summary.lineItems()) {
      lineItem(item);
    }
    out.number(USAGE, "currency", summary.currency());
    for (SummaryMeasure measure : SummaryMeasure.values()) {
      if (measure == SummaryMeasure.RATCHET_DEMAND) {
        out.number(USAGE, "qualityOfReading", summary.qualityOfReading());
      }
      measurement(measure.element(), summary.measurement(measure));
    }
    out.interval(USAGE, "ratchetDemandPeriod", summary.ratchetDemandPeriod());
    out.number(USAGE, "statusTimeStamp", summary.statusTimeStamp().orElse(updated));
    out.number(USAGE, "commodity", summary.commodity());
    if (!summary.older()) {
      out.text(USAGE, "tariffProfile", summary.tariffProfile());
      out.text(USAGE, "readCycle", summary.readCycle());
      riders(summary.tariffRiders());
      if (summary.billingChargeSource().isPresent()) {
        out.element(
            USAGE,
            "billingChargeSource",
            () -> out.text(USAGE, "agencyName", summary.billingChargeSource()));
      }
    }
    out.end();
  }

  private void lineItem(LineItem item) throws IOException {
    out.start(USAGE, "costAdditionalDetailLastPeriod");
    out.money(USAGE, "amount", item.amount());
    out.money(USAGE, "rounding", item.rounding());
    out.number(USAGE, "dateTime", item.dateTime());
    out.text(USAGE, "note", XmlOutput.cut(item.note()));
    measurement("measurement", item.measurement());
    out.number(USAGE, "itemKind", item.itemKind().orElse(UNKNOWN_ITEM));
    out.money(USAGE, "unitCost", item.unitCost());
    out.interval(USAGE, "itemPeriod", item.itemPeriod());
    out.end();
  }

  private void measurement(String name, Optional<SummaryMeasurement> measurement)
      throws IOException {
    if (measurement.isPresent()) {
      out.start(USAGE, name);
      out.number(USAGE, "powerOfTenMultiplier", measurement.get().powerOfTenMultiplier());
      out.number(USAGE, "timeStamp", measurement.get().timeStamp());
      out.number(USAGE, "uom", measurement.get().uom());
      out.number(USAGE, "value", measurement.get().value());
      Optional<String> ref = measurement.get().readingTypeRef();
      if (ref.isPresent()) {
        out.text(USAGE, "readingTypeRef", ref.get());
      }
      out.end();
    }
  }

  /** The schema needs a date; a rider without one is left out. */
  private void riders(List<TariffRider> riders) throws IOException {
    List<TariffRider> dated =
        riders.stream().filter(rider -> rider.effectiveDate().isPresent()).toList();
    if (dated.isEmpty()) {
      return;
    }
    out.start(USAGE, "tariffRiderRefs");
    for (TariffRider rider : dated) {
      out.start(USAGE, "tariffRiderRef");
      out.text(USAGE, "riderType", XmlOutput.cut(rider.type()));
      out.text(USAGE, "enrollmentStatus", rider.enrollmentStatus());
      out.number(USAGE, "effectiveDate", rider.effectiveDate());
      out.end();
    }
    out.end();
  }
}
