package org.meterbook.ledger.setting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The units of reports. */
final class ReportingSettings {
  private static final String PATH = "/api/v202305/admin/reportingSettings";

  private static final Shape RESPONSE =
      Shape.of("ReportingSettingResponse", Tables.SETTING)
          .one("energyUnit", Units.CHILD, "$.energy_unit_id", "unit of energy of all commodities")
          .one("costUnit", Units.CHILD, "$.cost_unit_id", "currency")
          .one("floorAreaUnit", Units.CHILD, "$.floor_area_unit_id", "unit of floor areas")
          .integer(
              "monthsToExcludeFromCharts", "months that charts leave out at their end, 0 to 13")
          .build();

  private ReportingSettings() {}

  record ReportingSettingRequest(
      @Defined @Refers("unit") @Meaning("a unit of energy; null keeps it")
          @Nullable Integer energyUnitId,
      @Defined @Refers("unit") @Meaning("a currency; null keeps it") @Nullable Integer costUnitId,
      @Defined @Refers("unit") @Meaning("a unit of area; null keeps it")
          @Nullable Integer floorAreaUnitId,
      @Defined @Range(min = 0, max = 13) @Meaning("months that charts leave out; null keeps them")
          @Nullable Integer monthsToExcludeFromCharts) {}

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .only("GetReportingSettingsV202305", PATH, Settings.VIEW, "Answers the units of reports.")
        .write(
            "SetReportingSettingsV202305",
            "PUT",
            PATH,
            Settings.MANAGE,
            ReportingSettingRequest.class,
            ReportingSettings::edit,
            "Replaces the units of reports.");
  }

  private static List<Integer> edit(Call call, ReportingSettingRequest request) {
    requireLike(call, request.energyUnitId(), "energy_unit_id", "energyUnitId");
    requireLike(call, request.costUnitId(), "cost_unit_id", "costUnitId");
    requireLike(call, request.floorAreaUnitId(), "floor_area_unit_id", "floorAreaUnitId");
    Values given = Values.given(request);
    if (!given.isEmpty()) {
      call.sql().update(Tables.SETTING, Settings.ID, given);
    }
    return List.of(Settings.ID);
  }

  /** A unit takes the place of one of its kind. */
  private static void requireLike(Call call, @Nullable Integer unit, String column, String field) {
    if (unit != null
        && !call.sql()
            .exists(
                """
                SELECT 1 FROM setting s JOIN unit o ON o.unit_id = s.%s JOIN unit u ON u.unit_type_id = o.unit_type_id
                WHERE s.tenant_id = :tenant AND s.setting_id = :id AND u.unit_id = :unit
                """
                    .formatted(column),
                Map.of("id", Settings.ID, "unit", unit))) {
      throw Problem.invalid(field, "unit " + unit + " measures something else");
    }
  }
}
