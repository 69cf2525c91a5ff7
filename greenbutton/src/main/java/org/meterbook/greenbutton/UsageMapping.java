package org.meterbook.greenbutton;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes resources of the usage feed from elements; what hangs on them is added later. */
final class UsageMapping {
  private UsageMapping() {}

  static UsagePoint usagePoint(Entry entry, Fields fields) {
    Optional<Fields> point = fields.node().child("serviceDeliveryPoint").map(fields::in);
    if (point.isEmpty()) {
      point = fields.node().child("ServiceDeliveryPoint").map(fields::in);
      point.ifPresent(capital ->
          fields
              .xml()
              .findings()
              .tolerated(Tolerance.SERVICE_DELIVERY_POINT_CAPITAL, capital.place()));
    }
    OptionalInt kind =
        fields
            .child("ServiceCategory", inner -> inner.code("kind", CodeList.SERVICE_KIND))
            .orElse(OptionalInt.empty());
    return new UsagePoint(
        entry,
        fields.text("roleFlags"),
        kind,
        fields.integer("status"),
        point.map(UsageMapping::serviceDeliveryPoint),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static ServiceDeliveryPoint serviceDeliveryPoint(Fields fields) {
    return new ServiceDeliveryPoint(
        fields.text("name"),
        fields.text("tariffProfile"),
        fields.text("customerAgreement"),
        riders(fields));
  }

  private static List<TariffRider> riders(Fields fields) {
    return fields
        .child(
            "tariffRiderRefs",
            refs ->
                refs.children(
                    "tariffRiderRef",
                    rider ->
                        new TariffRider(
                            rider.textOr("riderType", ""),
                            rider.textOr("enrollmentStatus", ""),
                            rider.time("effectiveDate"))))
        .orElse(List.of());
  }

  /** Empty if the multiplier cannot be read: a wrong power of ten is worse than no value. */
  static Optional<ReadingType> readingType(Entry entry, Fields fields) {
    OptionalInt multiplier = multiplier(fields);
    if (multiplier.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReadingType(
            entry,
            fields.code("accumulationBehaviour", CodeList.ACCUMULATION),
            fields.code("commodity", CodeList.COMMODITY),
            fields.integer("consumptionTier"),
            fields.code("currency", CodeList.CURRENCY),
            fields.code("dataQualifier", CodeList.DATA_QUALIFIER),
            fields.code("defaultQuality", CodeList.QUALITY),
            fields.code("flowDirection", CodeList.FLOW_DIRECTION),
            fields.duration("intervalLength"),
            fields.code("kind", CodeList.MEASUREMENT_KIND),
            fields.code("phase", CodeList.PHASE),
            multiplier.getAsInt(),
            fields.code("timeAttribute", CodeList.PERIOD_OF_INTEREST),
            fields.integer("tou"),
            fields.code("uom", CodeList.UOM),
            fields.integer("cpp"),
            fields.ratio("interharmonic"),
            fields.code("measuringPeriod", CodeList.MEASURING_PERIOD),
            fields.ratio("argument")));
  }

  private static OptionalInt multiplier(Fields fields) {
    if (fields.text("powerOfTenMultiplier").isEmpty()) {
      fields.xml().findings().tolerated(Tolerance.MULTIPLIER_MISSING, fields.place());
      return OptionalInt.of(0);
    }
    OptionalInt multiplier = fields.integer("powerOfTenMultiplier");
    if (multiplier.isPresent() && Math.abs(multiplier.getAsInt()) > 12) {
      fields.refused(
          "powerOfTenMultiplier", String.valueOf(multiplier.getAsInt()), "is not -12 to 12");
      return OptionalInt.empty();
    }
    return multiplier;
  }

  static Optional<TimeConfiguration> timeConfiguration(Entry entry, Fields fields) {
    try {
      return Optional.of(
          new TimeConfiguration(
              entry,
              fields.integer("tzOffset").orElse(0),
              fields.integer("dstOffset").orElse(0),
              fields.text("dstStartRule").flatMap(DstRule::parse),
              fields.text("dstEndRule").flatMap(DstRule::parse)));
    } catch (IllegalArgumentException e) {
      fields.refused("local time", "", "cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  static UsageSummary usageSummary(Entry entry, Fields fields) {
    Map<SummaryMeasure, SummaryMeasurement> measurements = new EnumMap<>(SummaryMeasure.class);
    for (SummaryMeasure measure : SummaryMeasure.values()) {
      measurement(fields, measure.element())
          .ifPresent(measurement -> measurements.put(measure, measurement));
    }
    OptionalLong status = fields.time("statusTimeStamp");
    if (status.isEmpty()) {
      fields.xml().findings().tolerated(Tolerance.STATUS_TIME_MISSING, fields.place());
    }
    return new UsageSummary(
        entry,
        fields.node().name().equals("ElectricPowerUsageSummary"),
        fields.interval("billingPeriod"),
        fields.money("billLastPeriod"),
        fields.money("billToDate"),
        fields.money("costAdditionalLastPeriod"),
        fields.children("costAdditionalDetailLastPeriod", UsageMapping::lineItem),
        fields.code("currency", CodeList.CURRENCY),
        measurements,
        fields.code("qualityOfReading", CodeList.QUALITY),
        fields.interval("ratchetDemandPeriod"),
        status,
        fields.code("commodity", CodeList.COMMODITY),
        fields.text("tariffProfile"),
        fields.text("readCycle"),
        riders(fields),
        fields
            .child("billingChargeSource", source -> source.text("agencyName"))
            .orElse(Optional.empty()));
  }

  private static LineItem lineItem(Fields fields) {
    return new LineItem(
        fields.money("amount"),
        fields.money("rounding"),
        fields.time("dateTime"),
        fields.textOr("note", ""),
        measurement(fields, "measurement"),
        fields.code("itemKind", CodeList.ITEM_KIND),
        fields.money("unitCost"),
        fields.interval("itemPeriod"));
  }

  private static Optional<SummaryMeasurement> measurement(Fields fields, String name) {
    Optional<Fields> inner = fields.node().child(name).map(fields::in);
    return inner.flatMap(value -> {
      OptionalInt multiplier = multiplier(value);
      return multiplier.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new SummaryMeasurement(
                  multiplier.getAsInt(),
                  value.time("timeStamp"),
                  value.code("uom", CodeList.UOM),
                  value.whole("value"),
                  value.text("readingTypeRef")));
    });
  }
}
