package org.meterbook.ledger.meter;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** A channel as its meter names it. */
public final class ChannelShapes {
  private static final String NEWEST =
      "(SELECT %s FROM channel_version sv JOIN unit su ON su.unit_id = sv.unit_id"
          + " JOIN observation_rule sr ON sr.observation_rule_id = sv.observation_rule_id"
          + " WHERE sv.tenant_id = $.tenant_id AND sv.channel_id = $.channel_id ORDER BY sv.begin_date DESC NULLS LAST LIMIT 1)";

  public static final Shape CHILD =
      Shape.of("ChannelChild", Tables.CHANNEL)
          .join("type", Tables.OBSERVATION_TYPE, "$.observation_type_id")
          .field(
              "channelCode",
              FieldType.TEXT,
              "($type.observation_type_code || ':' || "
                  + newest("su.unit_code")
                  + " || ':AUTOMATIC:' || "
                  + newest("sr.observation_rule_code")
                  + " || ':' || $.interval_minutes)",
              "what is observed, unit, method, rule and interval in minutes")
          .integer("channelId", "identifier of the channel")
          .field(
              "interval",
              FieldType.INTEGER,
              "($.interval_minutes * 60)",
              "length of an interval in seconds")
          .build();

  private ChannelShapes() {}

  /**
   * A value of a channel's newest version {@code sv}, its unit {@code su} or its rule {@code sr}.
   */
  public static String newest(String expression) {
    return NEWEST.formatted(expression);
  }
}
