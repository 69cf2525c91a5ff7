package org.meterbook.ledger.list;

import java.util.ArrayList;
import java.util.List;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Filters;
import org.meterbook.api.Operations;
import org.meterbook.api.Paged;
import org.meterbook.api.Problem;
import org.meterbook.ledger.billimport.BillFileText;
import org.meterbook.ledger.datafield.DataField;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.FilterEdit;
import org.meterbook.ledger.datafield.FilterResponse;
import org.meterbook.ledger.datafield.StoredFilters;
import org.meterbook.ledger.list.ListAnswers.ListResponse;
import org.meterbook.ledger.list.ListAnswers.ListResponseListField;
import org.meterbook.ledger.list.ListRequests.DynamicListRequest;
import org.meterbook.ledger.list.ListRequests.ListColumnEdit;
import org.meterbook.ledger.list.ListRequests.QuickFilter;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What a list shows: columns, filters, rows. */
record ListContents(DataFields fields) {
  void register(Operations operations) {
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
        .makes(
            "ExportHistoricalBillListV3",
            "/api/v3/list/{listId}/bill/generateimport",
            BillFileText.PERMISSION,
            call -> BillFileText.of(call, ListedBills.alike(call, fields), ""),
            "Hands out the bills of a list as a file that can be imported.")
        .parameter("exportFileName", FieldType.TEXT, "name of the file; default bills.csv")
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
    // The caller's first two requests at once would make two lists.
    call.sql().lock(Tables.DATA_LIST, List.of(call.caller().userId()));
    StoredList list =
        StoredList.onTheFly(call, kind.id())
            .or(() -> {
              int _ = Lists.insert(call, kind.id(), kind.info(), null, true);
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
