package org.meterbook.ledger.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Names and values that clients keep for the whole datasource; the server does not look at them.
 */
final class RawSettings {
  private static final String PATH = "/api/v3/admin/systemsetting";

  private static final Shape TYPE =
      Shape.of("SettingDataType", Tables.ADMIN_SETTING)
          .integer("dataTypeId", "1 boolean, 2 integer, 3 string, 4 double, 6 date")
          .field("dataTypeCode", FieldType.TEXT, type("upper(%s)"), "code of the type")
          .field("dataTypeInfo", FieldType.TEXT, type("%s"), "name of the type")
          .build();

  private static final Shape RESPONSE =
      Shape.of("AdminSettingsResponse", Tables.ADMIN_SETTING)
          .integer("adminSettingId", "identifier of the setting")
          .text("fieldName", "name of the setting")
          .text("value", "its value")
          .group("dataType", TYPE, "what the value is")
          .build();

  private RawSettings() {}

  private static String type(String format) {
    return format.formatted(
        "CASE $.data_type_id WHEN 1 THEN 'Boolean' WHEN 2 THEN 'Integer' WHEN 3 THEN 'String' WHEN 4 THEN 'Double' ELSE 'Date' END");
  }

  record AdminSettingsRequest(
      @Required @Length(max = 32) @Meaning("name of the setting") String fieldName,
      @Defined @Length(max = 255) @Meaning("its value") @Nullable String value,
      @Required
          @OneOf({"1", "2", "3", "4", "6"})
          @Meaning("1 boolean, 2 integer, 3 string, 4 double, 6 date")
          Integer dataTypeId) {
    /** Is the value what it says to be? */
    boolean fits() {
      if (value == null) {
        return true;
      }
      return switch (dataTypeId) {
        case 1 -> value.matches("(?i)true|false");
        case 2 -> value.matches("[+-]?\\d{1,18}");
        case 4 -> value.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
        case 6 -> value.matches("\\d{4}-\\d\\d-\\d\\d([T ].*)?");
        default -> true;
      };
    }
  }

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .list(
            "GetSystemSettingsV3",
            PATH,
            Settings.VIEW,
            "Lists the names and values that clients keep.")
        .writeAll(
            "UpdateSystemSettingsV3",
            "PUT",
            PATH,
            Settings.MANAGE,
            AdminSettingsRequest.class,
            RawSettings::update,
            "Keeps names and values; a name that is there gets the new value.");
  }

  private static List<Integer> update(Call call, List<AdminSettingsRequest> requests) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      AdminSettingsRequest request = requests.get(i);
      if (!request.fits()) {
        throw Problem.invalid("[" + i + "].value", "does not fit its dataTypeId");
      }
      Optional<Integer> known =
          call.sql()
              .first(
                  "SELECT admin_setting_id FROM admin_setting WHERE tenant_id = :tenant AND lower(field_name) = lower(:name)",
                  Map.of("name", request.fieldName()),
                  row -> row.integer(1));
      known.ifPresent(
          id -> call.sql().update(Tables.ADMIN_SETTING, id, Values.from(request, "fieldName")));
      ids.add(known.orElseGet(() -> call.sql().insert(Tables.ADMIN_SETTING, Values.from(request))));
    }
    return ids;
  }
}
