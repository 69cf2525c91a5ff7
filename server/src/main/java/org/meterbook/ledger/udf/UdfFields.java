package org.meterbook.ledger.udf;

import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.FilterField;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.file.StoredFiles;

/**
 * The custom fields of a resource: read, written, downloaded, and listed for all.
 *
 * @param type what has the fields
 * @param noun the resource in paths and properties, such as {@code account}
 * @param view the permission to see the resource
 * @param edit the permission to edit it
 */
public record UdfFields(UdfType type, String noun, String view, String edit) {
  /** The ids of the operations, which follow no rule. */
  public record Names(String get, String edit, String download, String list) {}

  /** Declares the four operations; the list has the filters of the whole. */
  public void register(
      Operations operations, Names names, String model, Shape whole, List<FilterField> filters) {
    registerOne(operations, names, "/api/v3", "/api/v202105");
    operations
        .resource(UdfShapes.owners(model, noun, type, type.owner(), whole))
        .filters(filters)
        .page(
            names.list(),
            "/api/v3/%s/udf".formatted(noun),
            view,
            "Lists the custom fields of all.");
  }

  /** Declares the operations on the fields of one; each face is a path such as {@code /api/v3}. */
  public void registerOne(Operations operations, Names names, String face, String downloadFace) {
    String of = "/%s/{%sId}/udf".formatted(noun, noun);
    String within = "$.%s = :%sId".formatted(type.column(), noun);
    operations
        .resource(UdfShapes.field(type))
        .listing(names.get(), face + of, view, false, within, "Lists the custom fields of one.")
        .writeAllWithin(
            names.edit(),
            "PUT",
            face + of,
            edit,
            within,
            UdfValue.class,
            (call, values) -> UdfValues.edit(call, type, call.id(noun + "Id"), values),
            "Sets values of custom fields; those not sent stay.");
    download(operations, names.download(), downloadFace + of + "/{udfId}/download", noun + "Id");
  }

  /** Declares the download of a file in a field; {@code owner} is the variable of what has it. */
  public void download(Operations operations, String id, String path, String owner) {
    operations.download(id, path, view, call -> file(call, owner), "Answers the file in a field.");
  }

  private Operation.File file(Call call, String owner) {
    return StoredFiles.download(
        call.sql(),
        call.sql()
            .first(
                "SELECT v.stored_file_id FROM udf_value v WHERE v.tenant_id = :tenant AND v.udf_id = :udf AND v.%s = :owner AND v.stored_file_id IS NOT NULL"
                    .formatted(type.column()),
                Map.of("udf", call.id("udfId"), "owner", call.id(owner)),
                row -> row.integer(1)));
  }
}
