package org.meterbook.interval;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;

/** What is sent to make and change the channels of data points. */
final class EsaChannelRequests {
  private static final double LARGEST = 9_999_999_999_999d;

  private EsaChannelRequests() {}

  record EsaChannelVersion(
      @Length(max = 4000)
          @Meaning("such as channel(12) - channel(13); only, and always, of a calculated channel")
          @Nullable String formula,
      @Meaning("values are made positive; default false") @Nullable Boolean isValuePositive,
      @Range(min = -ChannelRequests.LARGEST, max = ChannelRequests.LARGEST)
          @Meaning("readings above it are refused; null: none is")
          @Nullable Double maximumReading,
      @Range(min = -ChannelRequests.LARGEST, max = ChannelRequests.LARGEST)
          @Meaning("readings below it are refused; null: none is")
          @Nullable Double minimumReading,
      @Required @Range(min = -LARGEST, max = LARGEST) @Meaning("times the reading is the value")
          Double multiplier,
      @OneOf({"1", "2"})
          @Meaning(
              "1 odometer: readings of a register, not of demand; 2 trip: each stands for itself;"
                  + " required unless calculated")
          @Nullable Integer observationRuleId,
      @Range(min = -LARGEST, max = LARGEST) @Meaning("is added to the value; of a trip only")
          @Nullable Double offset,
      @Range(min = 0, max = LARGEST)
          @Meaning(
              "by how much a register may go back without having begun anew; of an odometer only")
          @Nullable Double rollbackAllowance,
      @Range(min = 0, max = LARGEST)
          @Meaning("where a register begins at zero again; null or 0: nowhere; of an odometer only")
          @Nullable Double rolloverValue,
      @Required @Refers("unit") @Meaning("unit of the values") Integer unitId) {}

  record EsaChannelVersionWithBeginDate(
      @Meaning(
              "the moment after which it is in force, in the data point's zone, an offset is ignored;"
                  + " null: from the first reading")
          @Nullable LocalDateTime beginDate,
      @Flat EsaChannelVersion version) {}

  record EsaChannelCreate(
      @Required @Length(max = 50) @Meaning("name") String channelInfo,
      @Length(max = 255) @Meaning("notes") @Nullable String channelDescription,
      @Length(max = 255) @Meaning("its name in other systems") @Nullable String channelImportId,
      @Required @Refers("data_point") @Meaning("what it is read from") Integer dataPointId,
      @Required @Refers("observation_type") @Meaning("what is observed") Integer observationTypeId,
      @OneOf({"5", "10", "15", "30", "60", "1440", "10080", "43200"})
          @Meaning("length of an interval in minutes; required, but null if calculated")
          @Nullable Integer intervalMinutes,
      @Meaning("is calculated from other channels; default false") @Nullable Boolean isCalculated,
      @Meaning(
              "is the data point's main channel, which formulas may name; default: if it has none and this is none of demand")
          @Nullable Boolean isPrimaryValue,
      @Meaning("is the data point's main channel of demand; default false")
          @Nullable Boolean isPrimaryDemand,
      @Required @Meaning("its first settings") EsaChannelVersion esaChannelVersion) {}

  record EsaChannelEdit(
      @Required @Length(max = 50) @Meaning("name") String channelInfo,
      @Defined @Length(max = 255) @Meaning("notes") @Nullable String channelDescription,
      @Defined @Length(max = 255) @Meaning("its name in other systems")
          @Nullable String channelImportId,
      @Refers("observation_type") @Meaning("what is observed; null: it stays")
          @Nullable Integer observationTypeId,
      @OneOf({"5", "10", "15", "30", "60", "1440", "10080", "43200"})
          @Meaning("length of an interval in minutes; null: it stays; null if calculated")
          @Nullable Integer intervalMinutes,
      @Meaning("is calculated from other channels; changes only without readings; null: it stays")
          @Nullable Boolean isCalculated,
      @Meaning("is the data point's main channel; null: it stays") @Nullable Boolean isPrimaryValue,
      @Meaning("is the data point's main channel of demand; null: it stays")
          @Nullable Boolean isPrimaryDemand,
      @Meaning("new settings of its newest version; null: they stay")
          @Nullable EsaChannelVersion esaChannelVersion) {}
}
