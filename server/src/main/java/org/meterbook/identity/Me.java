package org.meterbook.identity;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.ledger.setting.AccountingSettings;
import org.meterbook.ledger.setting.Settings;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who the caller is: what a client asks first. */
final class Me {
  private static final JsonMapper JSON = new JsonMapper();

  private final String version;
  private final LocalDateTime buildDate;

  Me(String version, LocalDateTime buildDate) {
    this.version = version;
    this.buildDate = buildDate;
  }

  record PlaceType(
      int placeTypeId, String placeTypeCode, String placeTypeInfo, boolean structure) {}

  record PlaceChild(PlaceType placeType, int placeId, String placeCode, String placeInfo) {}

  record CostCenter(Integer costCenterId, String costCenterCode, String costCenterInfo) {}

  record TopmostPlace(
      boolean isMultiTopmostPlace,
      List<PlaceChild> multiTopmostPlaces,
      @Nullable PlaceType placeType,
      @Nullable Integer placeId,
      @Nullable String placeCode,
      @Nullable String placeInfo) {}

  record TopmostCostCenter(
      boolean isMultiTopmostCostCenter,
      List<CostCenter> multiTopmostCostCenters,
      @Nullable Integer costCenterId,
      @Nullable String costCenterCode,
      @Nullable String costCenterInfo) {}

  record Unit(int unitId, String unitCode, String unitInfo) {}

  record TimeFormat(String displayName, String formatMask) {}

  record Answer(
      @Meaning("places that bound the caller") TopmostPlace place,
      @Meaning("cost centers that bound the caller") TopmostCostCenter costCenter,
      @Meaning("collections that bound the caller") @Nullable Object collection,
      @Meaning("the caller's token; not shown again") @Nullable String token,
      @Meaning("identifier of a federated identity") @Nullable String externalUserId,
      @Meaning("sign-in name") String systemUserCode,
      @Meaning("identifier of the user") int systemUserId,
      @Meaning("full name") String fullName,
      @Meaning("e-mail address") @Nullable String email,
      @Meaning("accounting periods of a year") int numberOfAccountingPeriods,
      @Meaning("how use is spread over months") String calendarizationMethod,
      @Meaning("first month of the fiscal year, 1 to 12") int fiscalYearStartMonth,
      @Meaning("a fiscal year is numbered after its first or its last day") String fiscalYearMethod,
      @Meaning("claims of a federated identity") List<Object> claim,
      @Meaning("the caller's preferences") JsonNode preference,
      @Meaning("formats of dates to choose from") List<String> dateFormats,
      @Meaning("formats of times to choose from") List<TimeFormat> timeFormats,
      @Meaning("currency of amounts") Unit currencyUnit,
      @Meaning("accounting period of today, YYYYPP") int currentAccountingPeriod,
      @Meaning("name of the role") String userRoleName,
      @Meaning("every permission, with its levels")
          Map<String, Map<String, @Nullable Object>> permissions,
      @Meaning("flags that are on") List<String> featureFlags,
      @Meaning("version of the schema") String upgradeVersion_V3,
      @Meaning("version of the program") String upgradeVersion_V7,
      @Meaning("name of the product") String sku,
      @Meaning("name of the environment") String environment,
      @Meaning("when the program was built") LocalDateTime buildDate,
      @Meaning("sender of report distributions")
          @Nullable String reportDistributionFromEmailAddress,
      @Meaning("sender's name of report distributions")
          @Nullable String reportDistributionFromEmailName,
      @Meaning("how the program runs") String applicationMode,
      @Meaning("number of the schema") int currentDatabaseVersion,
      @Meaning("settings of data releases") @Nullable Object utilityPlatformSettings,
      @Meaning("place of meters without a place") int unplacedMetersParentId,
      @Meaning("cost center of accounts without one") int unplacedAccountsParentId,
      @Meaning("collection of emission sources without one") int unplacedEmissionSourcesParentId,
      @Meaning("unit of floor areas") Unit floorAreaUnit,
      @Meaning("where to get help") @Nullable String supportUrl,
      @Meaning("settings of emissions") @Nullable Object ghgSettings,
      @Meaning("settings of targets") @Nullable Object targetSettings,
      @Meaning("months that charts leave out at their end") int chartMonthsToExclude,
      @Meaning("settings of a federated identity") @Nullable Object energyCapIdSettings,
      @Meaning("settings of ratings") @Nullable Object energyStarSettings) {}

  record MeRequest(
      @Meaning("how the caller wants things shown") @Nullable PreferenceRequest preference,
      @Defined @Length(max = 32) @Meaning("full name; null leaves it") @Nullable String fullName,
      @Defined @Length(max = 128) @Meaning("e-mail address; null leaves it")
          @Nullable String email) {}

  void register(Operations operations) {
    operations.compute(
        "MeMethodV3",
        "GET",
        "/api/v3/me",
        "",
        Answer.class,
        false,
        (call, _) -> me(call),
        "Answers who the caller is and may do.");
    operations.compute(
        "UpdateMeV3",
        "PUT",
        "/api/v3/me",
        "",
        MeRequest.class,
        Answer.class,
        this::update,
        "Replaces the caller's name, address and preferences.");
    operations
        .compute(
            "UpgradeV3",
            "POST",
            "/api/v3/me/upgrade",
            "",
            Void.class,
            false,
            (_, _) -> null,
            "Does what precedes a login; this server has upgraded itself at its start.")
        .parameter("upgradesOnly", FieldType.BOOLEAN, "upgrades of data only");
  }

  private Answer update(Call call, MeRequest request) {
    Values values = Values.none();
    if (request.fullName() != null) {
      values.with("full_name", request.fullName());
    }
    if (request.email() != null) {
      values.with("email", request.email());
    }
    if (request.preference() != null) {
      ObjectNode merged = Preferences.stored(call.sql(), call.caller().userId());
      JSON.valueToTree(request.preference()).properties().stream()
          .filter(entry -> !entry.getValue().isNull())
          .forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
      values.with("preference", new Sql.Json(JSON.writeValueAsString(merged)));
    }
    call.sql()
        .update(
            Tables.APP_USER,
            call.caller().userId(),
            values.with("user_code", call.caller().userCode()));
    return me(call);
  }

  private Answer me(Call call) {
    Sql sql = call.sql();
    int user = call.caller().userId();
    List<PlaceChild> places =
        sql.list(
            "SELECT p.place_id, p.place_code, p.place_info, k.place_type_id, k.place_type_code, k.place_type_info, k.structure FROM user_topmost_place t JOIN place p ON p.tenant_id = t.tenant_id AND p.place_id = t.place_id JOIN place_type k ON k.tenant_id = p.tenant_id AND k.place_type_id = p.place_type_id WHERE t.tenant_id = :tenant AND t.user_id = :user ORDER BY p.place_id",
            Map.of("user", user),
            row ->
                new PlaceChild(
                    new PlaceType(row.integer(4), row.text(5), row.text(6), row.bool(7)),
                    row.integer(1),
                    row.text(2),
                    row.text(3)));
    List<CostCenter> costCenters =
        sql.list(
            "SELECT c.cost_center_id, c.cost_center_code, c.cost_center_info FROM user_topmost_cost_center t JOIN cost_center c ON c.tenant_id = t.tenant_id AND c.cost_center_id = t.cost_center_id WHERE t.tenant_id = :tenant AND t.user_id = :user ORDER BY c.cost_center_id",
            Map.of("user", user),
            row -> new CostCenter(row.integer(1), row.text(2), row.text(3)));
    return sql.first(
            "SELECT u.full_name, u.email, r.system_user_role_name FROM app_user u JOIN user_role r ON r.tenant_id = u.tenant_id AND r.user_role_id = u.user_role_id WHERE u.tenant_id = :tenant AND u.user_id = :user",
            Map.of("user", user),
            row -> answer(call, places, costCenters, row.text(1), row.textOrNull(2), row.text(3)))
        .orElseThrow();
  }

  private Answer answer(
      Call call,
      List<PlaceChild> places,
      List<CostCenter> costCenters,
      String fullName,
      @Nullable String email,
      String role) {
    PlaceChild place = places.isEmpty() ? null : places.getFirst();
    CostCenter costCenter = costCenters.isEmpty() ? null : costCenters.getFirst();
    Settings.Known settings = Settings.of(call.sql());
    return new Answer(
        new TopmostPlace(
            places.size() > 1,
            places,
            place == null ? null : place.placeType(),
            place == null ? null : place.placeId(),
            place == null ? null : place.placeCode(),
            place == null ? null : place.placeInfo()),
        new TopmostCostCenter(
            costCenters.size() > 1,
            costCenters,
            costCenter == null ? null : costCenter.costCenterId(),
            costCenter == null ? null : costCenter.costCenterCode(),
            costCenter == null ? null : costCenter.costCenterInfo()),
        null,
        null,
        null,
        call.caller().userCode(),
        call.caller().userId(),
        fullName,
        email,
        settings.periods(),
        settings.calendarizationMethod(),
        call.caller().fiscalYearStart().getValue(),
        settings.fiscalYearDefinedAtYear(),
        List.of(),
        Preferences.shown(call.sql(), call.caller()),
        List.of("MM/dd/yyyy", "dd/MM/yyyy"),
        List.of(new TimeFormat("12 hours", "h:mm tt"), new TimeFormat("24 hours", "HH:mm")),
        unit(call.sql(), settings.costUnitId()),
        AccountingSettings.period(call.today(), call.caller().fiscalYearStart(), settings),
        role,
        Permissions.shown(call.caller().permissions()),
        List.of(),
        version,
        version,
        "Meterbook",
        "Production",
        buildDate,
        null,
        null,
        "Server",
        1,
        null,
        1,
        1,
        1,
        unit(call.sql(), settings.floorAreaUnitId()),
        null,
        null,
        null,
        settings.monthsToExcludeFromCharts(),
        null,
        null);
  }

  private static Unit unit(Sql sql, int id) {
    return sql.first(
            "SELECT unit_id, unit_code, unit_info FROM unit WHERE unit_id = :id",
            Map.of("id", id),
            row -> new Unit(row.integer(1), row.text(2), row.text(3)))
        .map(Objects::requireNonNull)
        .orElseThrow();
  }
}
