package org.meterbook.interval.readingimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.interval.FileChannels;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportProfile;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportProfileRequest;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportProfileResponse;
import org.meterbook.interval.readingimport.ImportModels.TimeZoneChild;
import org.meterbook.interval.readingimport.ImportModels.UserChild;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.json.JsonMapper;

/** The profiles that are kept. */
final class Profiles {
  static final String PERMISSION = "IntervalData (Manage)";
  private static final String ALL = "/api/v3/import/reading/profile";
  private static final String ONE = ALL + "/{profileId}";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String SELECT =
      """
      SELECT p.profile_id, p.profile_code, p.profile::text, u.user_id, u.user_code, u.full_name, z.time_zone_id, z.time_zone_code, z.time_zone_info
      FROM reading_import_profile p LEFT JOIN app_user u ON u.tenant_id = p.tenant_id AND u.user_id = p.created_by
      LEFT JOIN time_zone z ON z.time_zone_id = p.time_zone_id
      WHERE p.tenant_id = :tenant AND (:id::int IS NULL OR p.profile_id = :id) ORDER BY lower(p.profile_code)
      """;

  private Profiles() {}

  static void register(Operations operations) {
    operations
        .variable("/import/reading/profile/{profileId}", "profileId", Tables.READING_IMPORT_PROFILE)
        .compute(
            "GetReadingImportProfilesV3",
            "GET",
            ALL,
            PERMISSION,
            ReadingImportProfileResponse.class,
            true,
            (call, _) -> list(call, null),
            "Lists the profiles of imports of readings.")
        .compute(
            "GetReadingImportProfileV3",
            "GET",
            ONE,
            PERMISSION,
            ReadingImportProfileResponse.class,
            false,
            (call, _) -> list(call, call.id("profileId")).getFirst(),
            "Answers a profile of imports of readings.")
        .compute(
            "CreateReadingImportProfileV3",
            "POST",
            ALL,
            PERMISSION,
            ReadingImportProfileRequest.class,
            ReadingImportProfileResponse.class,
            Profiles::create,
            "Creates a profile of imports of readings.")
        .compute(
            "EditReadingImportProfileV3",
            "PUT",
            ONE,
            PERMISSION,
            ReadingImportProfileRequest.class,
            ReadingImportProfileResponse.class,
            Profiles::edit,
            "Replaces a profile of imports of readings.")
        .delete(
            "DeleteReadingImportProfileV3",
            ONE,
            PERMISSION,
            call -> call.sql().delete(Tables.READING_IMPORT_PROFILE, call.id("profileId")),
            "Deletes a profile of imports of readings.");
  }

  private static List<ReadingImportProfileResponse> list(Call call, @Nullable Integer id) {
    Map<String, @Nullable Object> parameters = new java.util.HashMap<>();
    parameters.put("id", id);
    return call.sql().list(SELECT, parameters, Profiles::response);
  }

  private static ReadingImportProfileResponse response(Row row) {
    ReadingImportProfile profile = MAPPER.readValue(row.text(3), ReadingImportProfile.class);
    Integer user = row.integerOrNull(4);
    Integer zone = row.integerOrNull(7);
    return new ReadingImportProfileResponse(
        row.integer(1),
        row.text(2),
        user == null ? null : new UserChild(user, row.text(5), row.text(6)),
        profile.meterImportIdColumnNumber(),
        profile.channelImportIdColumnNumber(),
        profile.numberOfColumns(),
        profile.channelIntervalInSeconds(),
        profile.delimiter(),
        profile.numberOfHeaderRows(),
        profile.timestampColumnNumber(),
        profile.timestampFormat(),
        profile.dateColumnNumber(),
        profile.timeColumnNumber(),
        profile.dateFormat(),
        profile.timeFormat(),
        zone == null ? null : new TimeZoneChild(zone, row.text(8), row.text(9)),
        Objects.requireNonNullElse(profile.dataMapping(), List.of()),
        profile.estimated(),
        profile.noteColumnNumber(),
        profile.wide());
  }

  private static ReadingImportProfileResponse create(
      Call call, ReadingImportProfileRequest request) {
    Values values = values(call, request).with("created_by", call.caller().userId());
    return list(call, call.sql().insert(Tables.READING_IMPORT_PROFILE, values)).getFirst();
  }

  private static ReadingImportProfileResponse edit(Call call, ReadingImportProfileRequest request) {
    int id = call.id("profileId");
    call.sql().update(Tables.READING_IMPORT_PROFILE, id, values(call, request));
    return list(call, id).getFirst();
  }

  private static Values values(Call call, ReadingImportProfileRequest request) {
    Profile checked = checked(request.profile());
    List<String> unknown =
        FileChannels.unknownCodes(
            call,
            checked.mappings().stream().map(Profile.Mapping::observationType).toList(),
            checked.mappings().stream().map(Profile.Mapping::unit).toList());
    if (!unknown.isEmpty()) {
      throw Problem.invalid("dataMapping", String.join("; ", unknown));
    }
    return Values.none()
        .with("profile_code", request.profileCode())
        .with("profile", new Sql.Json(MAPPER.writeValueAsString(request.profile())))
        .with("time_zone_id", request.profile().timeZoneId());
  }

  /** A profile that fits together, or a refusal that says all that does not. */
  static Profile checked(ReadingImportProfile sent) {
    List<String> errors = new ArrayList<>();
    Optional<Profile> profile = Profile.of(sent, errors);
    return profile.orElseThrow(() -> Problem.invalid("", String.join("; ", errors)));
  }

  /** The profile of a name. */
  static Profile named(Call call, String code) {
    return call.sql()
        .first(
            "SELECT p.profile::text FROM reading_import_profile p WHERE p.tenant_id = :tenant AND lower(p.profile_code) = lower(:code)",
            Map.of("code", code),
            row -> checked(MAPPER.readValue(row.text(1), ReadingImportProfile.class)))
        .orElseThrow(() ->
            Problem.invalid(
                "profileCode", "there is no profile '%s'; see GET %s".formatted(code, ALL)));
  }
}
