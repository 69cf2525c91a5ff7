package org.meterbook.interval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Moment;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.udf.UdfValue;

/** What is sent to make and change the channels of meters. */
final class ChannelRequests {
  static final double LARGEST = 999_999_999_999_999d;

  private ChannelRequests() {}

  record ChannelVersionRequest(
      @Required @Range(min = 0, max = LARGEST) @Meaning("times the reading is the value")
          Double multiplier,
      @Required @Meaning("unit of the values") String unitCode,
      @Required
          @OneOf({"Odometer", "Trip"})
          @Meaning("Odometer: readings of a register; Trip: each stands for itself")
          String observationRule,
      @Required
          @Range(min = 0, max = LARGEST)
          @Meaning("largest reading; a register begins at zero again after it; 0: no limit")
          Double maximumReading,
      @Meaning("custom fields") @Nullable List<UdfValue> udfs) {}

  record ChannelVersionWithBeginDateRequest(
      @Meaning(
              "the moment after which it is in force, in the meter's time zone; from 1899-12-30 to"
                  + " 2099-12-31; null: from the first reading")
          @Nullable Moment beginDate,
      @Flat ChannelVersionRequest version) {}

  record ChannelCreate(
      @Required
          @OneOf({"15", "30", "60", "1440", "10080", "43200"})
          @Meaning("length of an interval in minutes")
          Integer intervalMinutes,
      @Required @Meaning("what is observed") String observationTypeCode,
      @Length(max = 4000) @Meaning("notes") @Nullable String channelDescription,
      @Length(max = 255) @Meaning("its name in other systems") @Nullable String channelImportId,
      @Required @Meaning("its first settings") ChannelVersionRequest channelVersion) {}

  record ChannelOfMeterCreate(
      @Required @Refers("meter") @Meaning("the meter") Integer meterId,
      @Flat ChannelCreate channel) {}

  /** The first version: settings without versions. */
  record ChannelCreateV3(
      @Required @Refers("meter") @Meaning("the meter") Integer meterId,
      @Required
          @OneOf({"15", "30", "60", "1440", "10080", "43200"})
          @Meaning("length of an interval in minutes")
          Integer intervalMinutes,
      @Required @Meaning("what is observed") String observationTypeCode,
      @Length(max = 4000) @Meaning("notes") @Nullable String channelDescription,
      @Length(max = 255) @Meaning("its name in other systems") @Nullable String channelImportId,
      @Flat ChannelVersionRequest version) {
    ChannelCreate channel() {
      return new ChannelCreate(
          intervalMinutes, observationTypeCode, channelDescription, channelImportId, version);
    }
  }

  record ChannelEdit(
      @Required
          @Range(min = 1, max = Integer.MAX_VALUE)
          @Meaning("length of an interval in minutes")
          Integer intervalMinutes,
      @Required @Meaning("what is observed") String observationTypeCode,
      @Defined @Length(max = 4000) @Meaning("notes") @Nullable String channelDescription,
      @Defined @Length(max = 255) @Meaning("its name in other systems")
          @Nullable String channelImportId,
      @Meaning("new settings of its newest version; not given: they stay")
          @Nullable ChannelVersionRequest channelVersion) {}
}
