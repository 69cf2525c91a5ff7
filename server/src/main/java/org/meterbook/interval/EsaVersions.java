package org.meterbook.interval;

import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.Operations;
import org.meterbook.interval.EsaChannelRequests.EsaChannelVersion;
import org.meterbook.interval.EsaChannelRequests.EsaChannelVersionWithBeginDate;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The settings of data points' channels through time. */
final class EsaVersions {
  private static final String ALL = "/api/v202406/esachannel/{esaChannelId}/version";
  private static final String ONE = ALL + "/{versionId}";
  private static final String OF_CHANNEL = "$.channel_id = :esaChannelId";
  private static final int ODOMETER = 1;
  private static final int CALCULATED = 3;

  /**
   * What settings must fit.
   *
   * @param calculated the channel is calculated
   * @param demand the channel is one of demand
   */
  record Kind(int dataPoint, boolean calculated, boolean demand) {}

  private EsaVersions() {}

  static void register(Operations operations) {
    operations.variable("/esachannel/{esaChannelId}/version", "versionId", Tables.CHANNEL_VERSION);
    operations
        .resource(EsaChannelViews.VERSION)
        .listing(
            "GetEsaChannelVersionsV202406",
            ALL,
            "Meters (View)",
            false,
            OF_CHANNEL,
            "Lists the settings of a channel through time.")
        .oneWithin(
            "GetEsaChannelVersionV202406",
            ONE,
            "Meters (View)",
            OF_CHANNEL,
            "Answers settings of a channel.")
        .create(
            "CreateEsaChannelVersionV202406",
            ALL,
            "Meters (Edit)",
            EsaChannelVersionWithBeginDate.class,
            EsaVersions::create,
            "Adds settings that are in force after a moment.")
        .edit(
            "EditEsaChannelVersionV202406",
            ONE,
            "Meters (Edit)",
            EsaChannelVersionWithBeginDate.class,
            EsaVersions::edit,
            "Replaces settings; all values they made are made anew.")
        .delete(
            "DeleteEsaChannelVersionV202406",
            ONE,
            "Meters (Edit)",
            call -> {
              DataPoints.of(call, call.id("esaChannelId"));
              Versions.delete(call, call.id("esaChannelId"), call.id("versionId"));
            },
            "Deletes settings; those before them take over their time.");
  }

  private static int create(Call call, EsaChannelVersionWithBeginDate request) {
    int channel = call.id("esaChannelId");
    return Versions.createAt(
        call, channel, values(call, channel, request.version()), request.beginDate());
  }

  private static void edit(Call call, EsaChannelVersionWithBeginDate request) {
    int channel = call.id("esaChannelId");
    Versions.editAt(
        call,
        channel,
        call.id("versionId"),
        values(call, channel, request.version()),
        request.beginDate());
  }

  private static Values values(Call call, int channel, EsaChannelVersion request) {
    int dataPoint = DataPoints.of(call, channel);
    Kind kind =
        call.sql()
            .first(
                """
                SELECT c.is_calculated, o.class_code = 'demand' FROM channel c
                  JOIN observation_type o ON o.observation_type_id = c.observation_type_id
                WHERE c.tenant_id = :tenant AND c.channel_id = :id
                """,
                Map.of("id", channel),
                row -> new Kind(dataPoint, row.bool(1), row.bool(2)))
            .orElseThrow();
    Faults faults = new Faults();
    check(call, request, kind, "", faults);
    faults.refuse();
    return values(request, kind);
  }

  /**
   * Looks whether settings fit a channel.
   *
   * @param at what comes before the names of the request's fields
   */
  static void check(Call call, EsaChannelVersion request, Kind kind, String at, Faults faults) {
    boolean odometer =
        request.observationRuleId() != null && request.observationRuleId() == ODOMETER;
    boolean register = request.rolloverValue() != null || request.rollbackAllowance() != null;
    if (kind.calculated()) {
      String formula = request.formula();
      faults.when(formula == null, at + "formula", "is required: the channel is calculated");
      if (formula != null) {
        FormulaCheck check = FormulaCheck.of(call, formula, kind.dataPoint());
        faults.when(!check.valid(), at + "formula", check.message());
      }
      faults.when(odometer, at + "observationRuleId", "must not be 1: the channel is calculated");
    } else {
      faults.when(
          request.formula() != null, at + "formula", "must be null: the channel is not calculated");
      faults.when(
          request.observationRuleId() == null,
          at + "observationRuleId",
          "is required unless the channel is calculated");
      faults.when(
          odometer && kind.demand(),
          at + "observationRuleId",
          "must be 2 (trip): demand is not the difference of two readings");
    }
    faults.when(
        request.offset() != null && odometer, at + "offset", "must be null: it is of a trip only");
    faults.when(
        register && !odometer,
        at + (request.rolloverValue() != null ? "rolloverValue" : "rollbackAllowance"),
        "must be null: it is of an odometer only");
    faults.when(
        request.minimumReading() != null
            && request.maximumReading() != null
            && request.minimumReading() > request.maximumReading(),
        at + "minimumReading",
        "must not be above maximumReading");
  }

  static Values values(EsaChannelVersion request, Kind kind) {
    return Values.none()
        .with("formula", request.formula())
        .with("is_value_positive", Boolean.TRUE.equals(request.isValuePositive()))
        .with("maximum_reading", request.maximumReading())
        .with("minimum_reading", request.minimumReading())
        .with("multiplier", request.multiplier())
        .with(
            "observation_rule_id",
            kind.calculated() ? (Integer) CALCULATED : request.observationRuleId())
        .with("value_offset", request.offset())
        .with("rollback_allowance", request.rollbackAllowance())
        .with("rollover_value", request.rolloverValue())
        .with("unit_id", request.unitId());
  }

  /** Makes settings of a calculated channel those of a plain one. */
  static void forgetFormulas(Call call, int channel) {
    List<Integer> versions =
        call.sql()
            .list(
                "SELECT v.channel_version_id FROM channel_version v WHERE v.tenant_id = :tenant AND v.channel_id = :id",
                Map.of("id", channel),
                row -> row.integer(1));
    for (int version : versions) {
      call.sql()
          .update(
              Tables.CHANNEL_VERSION,
              version,
              Values.none().with("formula", null).with("observation_rule_id", 2));
    }
  }
}
