package org.meterbook.ledger.list;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Condition;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Filters;
import org.meterbook.api.Grid;
import org.meterbook.api.Operation;
import org.meterbook.api.Paged;
import org.meterbook.api.Paging;
import org.meterbook.api.Problem;
import org.meterbook.api.Times;
import org.meterbook.files.WorkbookWriter;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.StoredFilters;
import org.meterbook.ledger.list.ListAnswers.ListResponse;
import org.meterbook.ledger.list.ListAnswers.ListResponseListItem;

/**
 * The rows of a list.
 *
 * @param id the list's identifier; null where none is stored
 * @param kind its kind
 * @param columns its columns
 * @param filters its filters, as stored
 * @param where a fixed condition on {@code $}, or empty; its parameters are the path's variables
 */
record ListData(
    @Nullable Integer id, DataFields.Kind kind, Columns columns, String filters, String where) {
  /** Rows of a file so many at a time. */
  private static final int BLOCK = 1000;

  /** The currency of all costs. */
  private static final String CURRENCY = "USDOLLARS";

  /** A stored list. */
  static ListData of(StoredList list, DataFields.Kind kind) {
    return new ListData(list.id(), kind, Columns.stored(kind, list.columns()), list.filters(), "");
  }

  /** One page, with totals of all. */
  Paged page(Call call) {
    requireKind(call, kind);
    Paging page = call.paging();
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    List<List<ListResponseListItem>> data = new ArrayList<>();
    long count = 0;
    try {
      Grid grid = grid(call);
      boolean costs = kind.id() == DataFields.BILLS;
      Grid.Total total = grid.total(call, costs ? "sum($.total_cost)" : "NULL::numeric");
      count = total.rows();
      meta.put("TotalCount", count);
      meta.put("TotalCost", costs && total.sum() == null ? BigDecimal.ZERO : total.sum());
      meta.put("costUnitInfo", currency(call));
      for (List<@Nullable Object> row : grid.rows(call, page.offset(), page.size())) {
        data.add(items(row));
      }
    } catch (Problem problem) {
      // A stored filter may have lost its meaning: the list can still be seen, and mended.
      meta.put("TotalCount", 0);
      meta.put("TotalCost", null);
      meta.put("costUnitInfo", currency(call));
      meta.put("ErrorMessage", problem.detail());
    }
    return new Paged(new ListResponse(id, data, columns.answer(), meta), page, count);
  }

  /** All rows as a workbook. */
  Operation.File file(Call call, String name) {
    requireKind(call, kind);
    return new Operation.File(name + ".xlsx", WorkbookWriter.MEDIA, this::write);
  }

  private void write(Call call, OutputStream out) throws IOException {
    Grid grid = grid(call);
    List<String> heads = columns.output().stream().map(column -> column.field().caption()).toList();
    try (WorkbookWriter workbook = new WorkbookWriter(out, kind.info(), heads)) {
      List<List<@Nullable Object>> rows;
      long offset = 0;
      do {
        rows = grid.rows(call, offset, BLOCK);
        for (List<@Nullable Object> row : rows) {
          workbook.row(row);
        }
        offset += BLOCK;
      } while (rows.size() == BLOCK);
    }
  }

  /** Refuses a caller who may not see such rows at all. */
  static void requireKind(Call call, DataFields.Kind kind) {
    if (!call.caller().may(kind.operation().anyOf())) {
      throw Problem.of(
          ErrorCode.UNAUTHORIZED,
          "This needs the permission " + kind.operation().anyOf().getFirst() + ".");
    }
  }

  private Grid grid(Call call) {
    List<Condition> conditions =
        new StoredFilters(kind.fields()).conditions(filters, Filters.when(call));
    return new Grid(
        kind.listing().shape(),
        columns.output().stream().map(column -> column.field().field().path()).toList(),
        conditions,
        where,
        call.path(),
        columns.orders());
  }

  private List<ListResponseListItem> items(List<@Nullable Object> row) {
    List<ListResponseListItem> items = new ArrayList<>();
    List<Columns.Column> output = columns.output();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      items.add(
          new ListResponseListItem(
              output.get(i).field().id(),
              output.get(i).field().field().name(),
              value instanceof LocalDateTime time ? Times.format(time) : value));
    }
    return items;
  }

  private static String currency(Call call) {
    return call.sql()
        .first(
            "SELECT u.unit_info FROM unit u WHERE u.unit_code = :code",
            Map.of("code", CURRENCY),
            row -> row.text(1))
        .orElse("$");
  }
}
