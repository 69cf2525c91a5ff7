package org.meterbook.ledger.setting;

import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.api.SingleValue;
import org.meterbook.ledger.People;
import org.meterbook.ledger.catalogue.TimeZones;
import org.meterbook.ledger.costcenter.CostCenterShapes;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Who the organization is, and what new users and meters begin with. */
final class SystemSettings {
  private static final int LONGEST_LOGO = 2_000_000;
  private static final int ROOT_COLLECTION = 1;

  private static final Shape RESPONSE =
      Shape.of("SystemSettingsResponse", Tables.SETTING)
          .text("organizationName", "name of the organization")
          .bool("displayOrganizationNameInHeader", "shows the name above every page")
          .text("organizationLogo", "picture in base64, or its address")
          .integer("automaticLogoutMinutes", "minutes after which an idle client signs out")
          .text("defaultCountry", "country of new addresses")
          .one(
              "defaultMeterTimeZone",
              TimeZones.RESPONSE,
              "$.default_meter_time_zone_id",
              "zone of new meters; null: the datasource's")
          .text("defaultDateFormat", "format of dates that new users begin with")
          .one(
              "defaultTopmostPlace",
              PlaceShapes.CHILD,
              "$.default_topmost_place_id",
              "place that bounds new users")
          .one(
              "defaultCostCenter",
              CostCenterShapes.CHILD,
              "$.default_topmost_cost_center_id",
              "cost center that bounds new users")
          .absent("defaultCollection", FieldType.OBJECT, "collection that bounds new users")
          .one("defaultUserRole", People.ROLE, "$.default_user_role_id", "role of new users")
          .integer(
              "monthsToExcludeFromCharts", "months that charts leave out at their end, 0 to 13")
          .absent("billPayCutoverEndDate", FieldType.DATE_TIME, "when bill payment took over")
          .build();

  private SystemSettings() {}

  record SystemSettingsV3(
      @Defined @Meaning("name of the organization") @Nullable String organizationName,
      @Required @Meaning("shows the name above every page") Boolean displayOrganizationNameInHeader,
      @Defined
          @Length(min = 5, max = Integer.MAX_VALUE)
          @Meaning("PNG, JPEG or SVG in base64, or its address; null clears it")
          @Nullable String organizationLogo,
      @Defined @Range(min = 10, max = 780) @Meaning("minutes after which an idle client signs out")
          @Nullable Integer automaticLogoutMinutes,
      @Defined @Meaning("country of new addresses") @Nullable String defaultCountry,
      @Required @Refers("time_zone") @Meaning("zone of new meters") Integer defaultMeterTimeZoneId,
      @Defined
          @OneOf({"MM/dd/yyyy", "dd/MM/yyyy"})
          @Meaning("format of dates that new users begin with")
          @Nullable String defaultDateFormat,
      @Defined @Refers("cost_center") @Meaning("cost center that bounds new users")
          @Nullable Integer defaultTopmostCostCenterId,
      @Defined @Refers("place") @Meaning("place that bounds new users")
          @Nullable Integer defaultTopmostPlaceId,
      @Defined @Refers("user_role") @Meaning("role of new users")
          @Nullable Integer defaultUserRoleId,
      @Defined @Range(min = 0, max = 13) @Meaning("months that charts leave out; null keeps them")
          @Nullable Integer monthsToExcludeFromCharts) {}

  record SystemSettingsRequest(
      @Flat SystemSettingsV3 settings,
      @Defined @Meaning("collection that bounds new users; only the root, 1, exists yet")
          @Nullable Integer defaultTopmostCollectionId) {}

  record SystemSettingsRequestV202405(
      @Flat SystemSettingsRequest settings,
      @Defined @Meaning("has no effect: there are no analytics spaces")
          @Nullable Integer defaultTopmostSpaceId,
      @Defined @Meaning("must be null: this server pays no bills")
          @Nullable LocalDateTime billPayCutoverEndDate) {}

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .only(
            "GetSystemSettingsNewV3",
            "/api/v3/admin/systemSettings",
            Settings.VIEW,
            "Answers the settings of the datasource.")
        .write(
            "EditSystemSettingsV202405",
            "PUT",
            "/api/v202405/admin/systemSettings",
            Settings.MANAGE,
            SystemSettingsRequestV202405.class,
            (call, request) -> {
              if (request.billPayCutoverEndDate() != null) {
                throw Problem.invalid(
                    "billPayCutoverEndDate", "must be null: this server pays no bills");
              }
              return edit(call, request.settings());
            },
            "Replaces the settings of the datasource.")
        .write(
            "EditSystemSettingsV202306",
            "PUT",
            "/api/v202306/admin/systemSettings",
            Settings.MANAGE,
            SystemSettingsRequest.class,
            SystemSettings::edit,
            "Replaces the settings of the datasource.")
        .deprecated("v202405", "EditSystemSettings")
        .write(
            "EditSystemSettingsNewV3",
            "PUT",
            "/api/v3/admin/systemSettings",
            Settings.MANAGE,
            SystemSettingsV3.class,
            SystemSettings::edit,
            "Replaces the settings of the datasource.")
        .deprecated("v202405", "EditSystemSettings");
    operations.compute(
        "GetOrganizationLogoV3",
        "GET",
        "/api/v3/admin/logo",
        "",
        SingleValue.class,
        false,
        (call, _) -> logo(call),
        "Answers the organization's logo, a picture in base64 or its address; null without one.");
  }

  private static java.util.List<Integer> edit(Call call, SystemSettingsRequest request) {
    Integer collection = request.defaultTopmostCollectionId();
    if (collection != null && collection != ROOT_COLLECTION) {
      throw Problem.invalid("defaultTopmostCollectionId", "there is no collection " + collection);
    }
    return edit(call, request.settings());
  }

  private static java.util.List<Integer> edit(Call call, SystemSettingsV3 request) {
    String logo = request.organizationLogo();
    if (logo != null) {
      requirePicture(logo);
    }
    Values values = Values.from(request);
    if (request.monthsToExcludeFromCharts() == null) {
      values.without("months_to_exclude_from_charts");
    }
    call.sql().update(Tables.SETTING, Settings.ID, values);
    return java.util.List.of(Settings.ID);
  }

  /** A picture begins as its format says, so that nothing else is handed out as one. */
  private static void requirePicture(String logo) {
    if (logo.length() > LONGEST_LOGO) {
      throw Problem.invalid(
          "organizationLogo", "must have at most %d characters".formatted(LONGEST_LOGO));
    }
    if (logo.matches("https?://\\S+")) {
      return;
    }
    try {
      byte[] bytes =
          Base64.getMimeDecoder().decode(logo.replaceFirst("^data:image/[a-z+]+;base64,", ""));
      String start =
          new String(
              bytes, 0, Math.min(bytes.length, 512), java.nio.charset.StandardCharsets.ISO_8859_1);
      if (start.startsWith("\u0089PNG")
          || start.startsWith("\u00ff\u00d8\u00ff")
          || start.contains("<svg")) {
        return;
      }
    } catch (IllegalArgumentException _) {
      // It is refused like any other text.
    }
    throw Problem.invalid(
        "organizationLogo", "must be a PNG, JPEG or SVG picture in base64, or an http address");
  }

  private static SingleValue logo(Call call) {
    return new SingleValue(
        call.sql()
            .first(
                "SELECT organization_logo FROM setting WHERE tenant_id = :tenant AND setting_id = :id AND organization_logo IS NOT NULL",
                Map.of("id", Settings.ID),
                row -> row.text(1))
            .orElse(null));
  }
}
