package org.meterbook.ledger.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWhen;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The definitions of custom fields. */
public final class Udfs {
  /** What clients send that were generated from a description with this default: not given. */
  private static final String NOT_GIVEN = "Æ";

  private Udfs() {}

  record UdfSelectValueCreate(
      @Required @Length(max = 255) @Meaning("text of the option") String value,
      @Required @Meaning("place among the options") Integer displayOrder) {}

  record UdfSelectValueEdit(
      @Defined @Meaning("identifier of the option; null makes one")
          @Nullable Integer udfSelectValueId,
      @Required @Length(max = 255) @Meaning("text of the option") String value,
      @Required @Meaning("place among the options") Integer displayOrder) {}

  record UdfSelectValueUpdate(
      @Defined @Meaning("identifier of the option; null makes one")
          @Nullable Integer udfSelectValueId,
      @Required @Length(max = 255) @Meaning("text of the option") String value) {}

  record UdfCreate(
      @Required @Length(max = 32) @Meaning("what it belongs to, such as Meter") String udfType,
      @Required @Length(max = 32) @Meaning("name, unique within the type") String name,
      @Length(max = 128) @Meaning("what it is for") @Nullable String description,
      @Required @Refers("data_type") @Meaning("kind of value") Integer dataTypeId,
      @Required @Meaning("place among the fields: others make room; beyond the last is last")
          Integer displayOrder,
      @RequiredWhen(field = "dataTypeId", is = "12")
          @Meaning("options; passed over for other kinds")
          @Nullable List<UdfSelectValueCreate> udfSelectValues,
      @Meaning("is highlighted where it is entered; false where not given")
          @Nullable Boolean important) {}

  record UdfEdit(
      @Required @Length(max = 32) @Meaning("name, unique within the type") String name,
      @Length(max = 128) @Meaning("what it is for; absent or blank leaves it")
          @Nullable String description,
      @Required @Meaning("place among the fields; those between make room") Integer displayOrder,
      @Meaning("all options of a selection list; those left out are removed, if nothing has them")
          @Nullable List<UdfSelectValueEdit> udfSelectValues,
      @Meaning("is highlighted where it is entered; absent leaves it")
          @Nullable Boolean important) {}

  record UdfUpdate(
      @Defined @Meaning("identifier of the field; null makes one") @Nullable Integer udfId,
      @Required @Length(max = 32) @Meaning("name, unique within the type") String name,
      @Defined @Length(max = 128) @Meaning("what it is for") @Nullable String description,
      @Required @Refers("data_type") @Meaning("kind of value; that of a field cannot change")
          Integer dataTypeId,
      @RequiredWhen(field = "dataTypeId", is = "12")
          @Meaning("options; passed over for other kinds")
          @Nullable List<UdfSelectValueUpdate> udfSelectValues,
      @Defined @Meaning("is highlighted where it is entered") @Nullable Boolean important) {}

  public static void register(Operations operations) {
    operations.text("udfType");
    operations
        .resource(UdfShapes.RESPONSE)
        .filters("udfType", "udfId", "name")
        .list("GetUDFsV3", "/api/v3/udf", "", "Lists custom fields.")
        .one("GetUDFV3", "/api/v3/udf/{udfId}", "", "Answers one custom field.")
        .create(
            "CreateUDFV3",
            "/api/v3/udf",
            "ApplicationSettings (Manage)",
            UdfCreate.class,
            Udfs::create,
            "Creates a custom field.")
        .edit(
            "EditUDFV3",
            "/api/v3/udf/{udfId}",
            "ApplicationSettings (Manage)",
            UdfEdit.class,
            Udfs::edit,
            "Edits a custom field.")
        .delete(
            "DeleteUDFV3",
            "/api/v3/udf/{udfId}",
            "ApplicationSettings (Manage)",
            Udfs::delete,
            "Deletes a custom field with all its values.")
        .writeAll(
            "EditCustomFieldsV3",
            "PUT",
            "/api/v3/udf/list/{udfType}",
            "ApplicationSettings (Manage)",
            UdfUpdate.class,
            Udfs::replace,
            "Replaces all custom fields of a type, in the order given.");
  }

  private static int create(Call call, UdfCreate request) {
    UdfType type =
        UdfType.of(request.udfType())
            .orElseThrow(
                () -> Problem.invalid("udfType", "must be one of " + List.of(UdfType.values())));
    int id =
        insert(
            call,
            type,
            Values.none()
                .with("name", request.name().strip())
                .with("description", request.description())
                .with("data_type_id", request.dataTypeId())
                .with("important", Boolean.TRUE.equals(request.important())));
    options(
        call,
        id,
        request.dataTypeId(),
        request.udfSelectValues() == null
            ? null
            : request.udfSelectValues().stream()
                .map(o -> new UdfSelectValueEdit(null, o.value(), o.displayOrder()))
                .toList());
    new UdfOrder(call.sql(), type.code()).place(id, request.displayOrder());
    return id;
  }

  private static int insert(Call call, UdfType type, Values values) {
    return call.sql()
        .insert(
            Tables.UDF,
            values
                .with("udf_type", type.code())
                .with("display_order", Integer.MAX_VALUE)
                .with("locked", false));
  }

  private static void edit(Call call, UdfEdit request) {
    int id = call.id("udfId");
    Values values = Values.none().with("name", request.name().strip());
    String description = request.description();
    if (description != null && !description.isBlank() && !description.equals(NOT_GIVEN)) {
      values.with("description", description);
    }
    if (request.important() != null) {
      values.with("important", request.important());
    }
    call.sql().update(Tables.UDF, id, values);
    Definition definition = definition(call, id);
    options(call, id, definition.dataType(), request.udfSelectValues());
    new UdfOrder(call.sql(), definition.type()).place(id, request.displayOrder());
  }

  private static void options(
      Call call, int id, int dataType, @Nullable List<UdfSelectValueEdit> options) {
    if (dataType == UdfText.SELECT) {
      UdfOptions.replace(call.sql(), id, Objects.requireNonNullElse(options, List.of()));
    }
  }

  private static void delete(Call call) {
    int id = call.id("udfId");
    String type = definition(call, id).type();
    remove(call, id);
    new UdfOrder(call.sql(), type).close();
  }

  private static void remove(Call call, int id) {
    // Options go with the field; values refer to both.
    List<Integer> values =
        call.sql()
            .list(
                "SELECT v.udf_value_id FROM udf_value v WHERE v.tenant_id = :tenant AND v.udf_id = :id ORDER BY v.udf_value_id",
                Map.of("id", id),
                row -> row.integer(1));
    call.sql().delete(Tables.UDF_VALUE, values);
    call.sql().delete(Tables.UDF, id);
  }

  private record Definition(String type, int dataType) {}

  private static Definition definition(Call call, int id) {
    return call.sql()
        .first(
            "SELECT udf_type, data_type_id FROM udf WHERE tenant_id = :tenant AND udf_id = :id",
            Map.of("id", id),
            row -> new Definition(row.text(1), row.integer(2)))
        .orElseThrow();
  }

  private static List<Integer> replace(Call call, List<UdfUpdate> request) {
    UdfType type =
        UdfType.of(call.text("udfType"))
            .orElseThrow(() ->
                Problem.notFound(
                    "There is no type of custom fields '" + call.text("udfType") + "'."));
    UdfOrder order = new UdfOrder(call.sql(), type.code());
    List<Integer> before = order.ids();
    List<Integer> kept =
        request.stream()
            .map(UdfUpdate::udfId)
            .filter(Objects::nonNull)
            .map(id -> (int) id)
            .toList();
    for (int n = 0; n < request.size(); n++) {
      Integer id = request.get(n).udfId();
      if (id != null && (!before.contains(id) || kept.indexOf(id) != kept.lastIndexOf(id))) {
        throw Problem.invalid(
            "[%d].udfId".formatted(n),
            "is no custom field of type %s, or is there twice".formatted(type));
      }
    }
    before.stream().filter(id -> !kept.contains(id)).forEach(id -> remove(call, id));
    List<Integer> ids = new ArrayList<>();
    for (int n = 0; n < request.size(); n++) {
      ids.add(update(call, type, request.get(n), "[%d].".formatted(n)));
    }
    order.set(ids);
    return ids;
  }

  private static int update(Call call, UdfType type, UdfUpdate request, String at) {
    Values values =
        Values.none()
            .with("name", request.name().strip())
            .with("description", request.description())
            .with("important", Boolean.TRUE.equals(request.important()));
    int id =
        Optional.ofNullable(request.udfId())
            .orElseGet(() -> insert(call, type, values.with("data_type_id", request.dataTypeId())));
    if (request.udfId() != null) {
      if (definition(call, id).dataType() != request.dataTypeId()) {
        throw Problem.invalid(
            at + "dataTypeId", "cannot be changed: the field has values of its kind");
      }
      call.sql().update(Tables.UDF, id, values);
    }
    List<UdfSelectValueEdit> options = new ArrayList<>();
    for (UdfSelectValueUpdate option :
        Objects.requireNonNullElse(request.udfSelectValues(), List.<UdfSelectValueUpdate>of())) {
      options.add(
          new UdfSelectValueEdit(option.udfSelectValueId(), option.value(), options.size() + 1));
    }
    options(call, id, request.dataTypeId(), options);
    return id;
  }
}
