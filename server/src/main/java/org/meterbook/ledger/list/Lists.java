package org.meterbook.ledger.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Filters;
import org.meterbook.api.Operations;
import org.meterbook.api.Paged;
import org.meterbook.api.Problem;
import org.meterbook.ledger.datafield.DataField;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.FilterEdit;
import org.meterbook.ledger.datafield.FilterResponse;
import org.meterbook.ledger.datafield.StoredFilters;
import org.meterbook.ledger.list.ListAnswers.ListCreateResponse;
import org.meterbook.ledger.list.ListAnswers.ListResponse;
import org.meterbook.ledger.list.ListAnswers.ListResponseListField;
import org.meterbook.ledger.list.ListAnswers.ListTypeChild;
import org.meterbook.ledger.list.ListRequests.DynamicListRequest;
import org.meterbook.ledger.list.ListRequests.ListColumnEdit;
import org.meterbook.ledger.list.ListRequests.ListCopy;
import org.meterbook.ledger.list.ListRequests.ListCreate;
import org.meterbook.ledger.list.ListRequests.ListEdit;
import org.meterbook.ledger.list.ListRequests.QuickFilter;
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
    lists.registerContents(operations);
    new ListSharing(lists).register(operations);
    new BillLists(fields).register(operations);
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

  private void registerContents(Operations operations) {
    operations
        .computeAll(
            "EditListColumnsV3",
            "PUT",
            "/api/v3/list/{listId}/column",
            "",
            ListColumnEdit.class,
            ListResponseListField.class,
            this::editColumns,
            "Replaces the columns of a list; what is left out is not shown.")
        .many()
        .compute(
            "GetListFiltersV3",
            "GET",
            "/api/v3/list/{listId}/filter",
            "",
            FilterResponse.class,
            true,
            (call, _) -> filters(StoredList.ofPath(call)),
            "Lists the fields that a list may be filtered by, with the filters that are set.")
        .computeAll(
            "EditListFiltersV3",
            "PUT",
            "/api/v3/list/{listId}/filter",
            "",
            FilterEdit.class,
            FilterResponse.class,
            this::editFilters,
            "Replaces the filters of a list.")
        .many()
        .compute(
            "GetListWithDataV3",
            "GET",
            "/api/v3/list/{listId}/data",
            "",
            ListResponse.class,
            false,
            (call, _) -> data(StoredList.ofPath(call)).page(call),
            "Answers a page of a list's rows.")
        .paged()
        .download(
            "ListExportV3",
            "/api/v3/list/{listId}/data/excelexport",
            "",
            call -> {
              StoredList list = StoredList.ofPath(call);
              return data(list).file(call, list.info());
            },
            "Hands out all rows of a list as a workbook.")
        .compute(
            "GetDynamicListWithDataV3",
            "POST",
            "/api/v3/dynamiclist/{listTypeId}",
            "",
            DynamicListRequest.class,
            ListResponse.class,
            this::onTheFly,
            "Answers a page of rows by filters that are not stored, in the caller's own columns.")
        .paged();
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

  private static int insert(
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

  // Columns, filters, rows
  // ----------------------------------------------------------------------------------------------------

  private List<ListResponseListField> editColumns(Call call, List<ListColumnEdit> sent) {
    StoredList list = StoredList.ofPath(call).requireEdit(call);
    Columns columns = Columns.checked(fields.kind(list.kind()), sent);
    call.sql().update(Tables.DATA_LIST, list.id(), Values.none().with("columns", columns.json()));
    return columns.answer();
  }

  private List<FilterResponse> editFilters(Call call, List<FilterEdit> sent) {
    StoredList list = StoredList.ofPath(call).requireEdit(call);
    Sql.Json filters =
        new StoredFilters(fields.kind(list.kind()).fields()).store(sent, Filters.when(call), "");
    call.sql().update(Tables.DATA_LIST, list.id(), Values.none().with("filters", filters));
    return filters(StoredList.ofPath(call));
  }

  /** The filters that are set, and then what else there is to filter by. */
  private List<FilterResponse> filters(StoredList list) {
    List<FilterResponse> answer = new ArrayList<>(StoredFilters.responses(list.filters()));
    List<Integer> set = answer.stream().map(FilterResponse::fieldId).toList();
    for (DataField field : fields.kind(list.kind()).fields()) {
      if (!set.contains(field.id())) {
        answer.add(field.offered());
      }
    }
    return answer;
  }

  private ListData data(StoredList list) {
    return ListData.of(list, fields.kind(list.kind()));
  }

  private Paged onTheFly(Call call, DynamicListRequest request) {
    DataFields.Kind kind = fields.kind(call.id("listTypeId"));
    ListData.requireKind(call, kind);
    List<QuickFilter> quick = request.filters() == null ? List.of() : request.filters();
    List<FilterEdit> edits = new ArrayList<>();
    for (int i = 0; i < quick.size(); i++) {
      edits.add(edit(kind, quick.get(i), "filters[" + i + "]"));
    }
    String filters =
        new StoredFilters(kind.fields()).store(edits, Filters.when(call), "filters").text();
    StoredList list =
        StoredList.onTheFly(call, kind.id())
            .or(() -> {
              int _ = insert(call, kind.id(), kind.info(), null, true);
              return StoredList.onTheFly(call, kind.id());
            })
            .orElseThrow();
    boolean reset = Boolean.TRUE.equals(request.resetColumns()) && !list.columns().isEmpty();
    if (reset) {
      call.sql().update(Tables.DATA_LIST, list.id(), Values.none().with("columns", null));
    }
    Columns columns = reset ? Columns.usual(kind) : Columns.stored(kind, list.columns());
    return new ListData(list.id(), kind, columns, filters, "").page(call);
  }

  private static FilterEdit edit(DataFields.Kind kind, QuickFilter quick, String at) {
    DataField field =
        kind.fields().stream()
            .filter(each ->
                each.caption().equalsIgnoreCase(quick.caption().strip())
                    || each.field().name().equalsIgnoreCase(quick.caption().strip()))
            .findFirst()
            .orElseThrow(() ->
                Problem.invalid(at + ".caption", "there is no such field: " + quick.caption()));
    return new FilterEdit(field.id(), quick.operator(), quick.value());
  }
}
