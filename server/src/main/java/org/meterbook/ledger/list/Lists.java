package org.meterbook.ledger.list;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.ledger.bill.BillTarget;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.list.ListAnswers.ListCreateResponse;
import org.meterbook.ledger.list.ListAnswers.ListTypeChild;
import org.meterbook.ledger.list.ListRequests.ListCopy;
import org.meterbook.ledger.list.ListRequests.ListCreate;
import org.meterbook.ledger.list.ListRequests.ListEdit;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Lists of a kind of rows, each with its columns and filters. */
public final class Lists {
  private static final Sql.Json NO_FILTERS = new Sql.Json("[]");

  private final DataFields fields;

  private Lists(DataFields fields) {
    this.fields = fields;
  }

  public static void register(Operations operations, DataFields fields) {
    Lists lists = new Lists(fields);
    lists.registerLists(operations);
    new ListContents(fields).register(operations);
    new ListSharing(lists).register(operations);
    new BillLists(fields).register(operations);
  }

  /** All bills of a stored list. */
  public static BillTarget billsOf(DataFields fields) {
    return new BillLists(fields).target();
  }

  private void registerLists(Operations operations) {
    operations
        .compute(
            "GetListsV3",
            "GET",
            "/api/v3/list",
            "",
            ListCreateResponse.class,
            true,
            (call, _) -> all(call),
            "Lists the caller's own lists and those that others share with the caller.")
        .parameter("listTypeId", FieldType.INTEGER, "only lists of this kind")
        .compute(
            "CreateDefaultListV3",
            "POST",
            "/api/v3/list",
            "",
            ListCreate.class,
            ListCreateResponse.class,
            this::create,
            "Makes a list with the columns of its kind and no filters.")
        .compute(
            "CreateAndCopyListV3",
            "POST",
            "/api/v3/list/{listId}",
            "",
            ListCopy.class,
            ListCreateResponse.class,
            this::copy,
            "Makes a list of the caller's own with the columns and filters of another.")
        .compute(
            "EditListV3",
            "PUT",
            "/api/v3/list/{listId}",
            "",
            ListEdit.class,
            ListCreateResponse.class,
            this::edit,
            "Renames a list.")
        .delete(
            "DeleteListV3",
            "/api/v3/list/{listId}",
            "",
            Lists::delete,
            "Deletes a list; its rows stay.")
        .act(
            "ResetListV3",
            "POST",
            "/api/v3/list/{listId}/reset",
            "",
            Lists::reset,
            "Gives a list the columns of its kind again and takes its filters away.");
  }

  // Lists
  // ---------------------------------------------------------------------------------------------------------------------

  private List<ListCreateResponse> all(Call call) {
    int kind =
        call.parameter("listTypeId")
            .map(text -> {
              if (!text.strip().matches("\\d{1,9}")) {
                throw Problem.invalid("listTypeId", "must be a whole number, not '" + text + "'");
              }
              return Integer.valueOf(text.strip());
            })
            .orElse(0);
    return StoredList.all(call, kind).stream().map(this::answer).toList();
  }

  private ListCreateResponse create(Call call, ListCreate request) {
    DataFields.Kind kind = fields.kind(request.listTypeId());
    ListData.requireKind(call, kind);
    return answer(
        call, insert(call, kind.id(), request.listInfo(), request.listDescription(), false));
  }

  private ListCreateResponse copy(Call call, ListCopy request) {
    StoredList from = StoredList.ofPath(call);
    ListData.requireKind(call, fields.kind(from.kind()));
    int id = insert(call, from.kind(), request.listInfo(), request.listDescription(), false);
    call.sql()
        .update(
            Tables.DATA_LIST,
            id,
            Values.none()
                .with("columns", from.columns().isEmpty() ? null : new Sql.Json(from.columns()))
                .with("filters", new Sql.Json(from.filters())));
    return answer(call, id);
  }

  /** Adds a list of the caller's own. */
  static int insert(
      Call call, int kind, String info, @Nullable String description, boolean onTheFly) {
    return call.sql()
        .insert(
            Tables.DATA_LIST,
            Values.none()
                .with("list_type_id", kind)
                .with("list_info", info)
                .with("list_description", description)
                .with("user_id", call.caller().userId())
                .with("on_the_fly", onTheFly)
                .with("shared_with_everyone", false)
                .with("filters", NO_FILTERS));
  }

  private ListCreateResponse edit(Call call, ListEdit request) {
    StoredList list = StoredList.ofPath(call).requireEdit(call);
    call.sql().update(Tables.DATA_LIST, list.id(), Values.from(request));
    return answer(call, list.id());
  }

  private static void delete(Call call) {
    StoredList list = StoredList.ofPath(call).requireOwn(call);
    call.sql()
        .delete(
            Tables.DATA_LIST_USER,
            call.sql()
                .list(
                    "SELECT s.data_list_user_id FROM data_list_user s WHERE s.tenant_id = :tenant AND s.list_id = :list",
                    Map.of("list", list.id()),
                    row -> row.integer(1)));
    call.sql().delete(Tables.DATA_LIST, list.id());
  }

  private static void reset(Call call) {
    StoredList list = StoredList.ofPath(call).requireEdit(call);
    call.sql()
        .update(
            Tables.DATA_LIST,
            list.id(),
            Values.none().with("columns", null).with("filters", NO_FILTERS));
  }

  /** A list as it is after the change. */
  ListCreateResponse answer(Call call, int id) {
    return StoredList.all(call, 0).stream()
        .filter(list -> list.id() == id)
        .findFirst()
        .or(() -> Optional.of(StoredList.ofPath(call)))
        .map(this::answer)
        .orElseThrow();
  }

  private ListCreateResponse answer(StoredList list) {
    DataFields.Kind kind = fields.kind(list.kind());
    return new ListCreateResponse(
        list.id(),
        list.info(),
        list.description(),
        new ListTypeChild(kind.id(), kind.info(), kind.description()),
        list.owner(),
        list.shared(),
        list.visible());
  }
}
