package org.meterbook.ledger.meter;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Given;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.Address.AddressChild;
import org.meterbook.ledger.Address.RequiredAddressChild;

/** What is sent to make and change meters. */
final class MeterRequests {
  private MeterRequests() {}

  record MeterCreate(
      @Required @Length(max = 32) @Meaning("unique code") String meterCode,
      @Required @Length(max = 50) @Meaning("name") String meterInfo,
      @Required @Refers("commodity") @Meaning("what it measures") Integer commodityId,
      @Required @Refers("place") @Meaning("where it is") Integer placeId,
      @Required @Meaning("service address") RequiredAddressChild address,
      @Length(max = 64) @Meaning("hint for whoever enters its bills")
          @Nullable String billEntryNote,
      @Meaning("has no effect") @Nullable Boolean includeInEnergyStar,
      @Meaning("further properties by name") @Nullable Map<String, String> properties,
      @Refers("primary_use") @Meaning("main use") @Nullable Integer primaryUseId,
      @Required @Meaning("1 standard meter, 6 chargeback meter") Integer meterTypeId,
      @Refers("time_zone") @Meaning("zone of its readings; default the datasource's")
          @Nullable Integer meterTimeZoneId,
      @Refers("unit") @Meaning("unit of use in reports; default the commodity's")
          @Nullable Integer useUnitId,
      @Refers("unit") @Meaning("unit of demand in reports") @Nullable Integer demandUnitId,
      @Length(max = 4000) @Meaning("notes") @Nullable String meterDescription) {}

  /** What all versions of an edit share. */
  record MeterEditBase(
      @Required @Length(max = 32) @Meaning("unique code") String meterCode,
      @Required @Length(max = 50) @Meaning("name") String meterInfo,
      @Required @Refers("place") @Meaning("where it is") Integer placeId,
      @Required @Refers("commodity") @Meaning("what it measures") Integer commodityId,
      @Meaning("service address; not given: it stays") @Nullable AddressChild address,
      @Defined @Length(max = 64) @Meaning("hint for whoever enters its bills")
          @Nullable String billEntryNote,
      @Defined @Meaning("has no effect") @Nullable Boolean includeInEnergyStar,
      @Defined @Refers("primary_use") @Meaning("main use") @Nullable Integer primaryUseId,
      @Required @Refers("time_zone") @Meaning("zone of its readings") Integer meterTimeZoneId,
      @Required @Meaning("is in use") Boolean active,
      @Defined @Meaning("further properties by name") @Nullable Map<String, String> properties,
      @Defined @Length(max = 4000) @Meaning("notes") @Nullable String meterDescription) {}

  /** Since 2023-07: a unit that is null is removed. */
  record MeterEdit(
      @Flat MeterEditBase meter,
      @Defined @Refers("unit") @Meaning("unit of use in reports") @Nullable Integer useUnitId,
      @Defined @Refers("unit") @Meaning("unit of demand in reports")
          @Nullable Integer demandUnitId) {}

  /**
   * The first version: a unit not given, or -1, stays; demand is cleared by null beside a use unit.
   */
  record MeterEditV3(
      @Flat MeterEditBase meter,
      @Meaning("unit of use in reports; not given, null or -1: it stays") Given<Integer> useUnitId,
      @Meaning("unit of demand in reports; null beside a use unit clears it")
          Given<Integer> demandUnitId) {}
}
