package org.meterbook.ledger.datafield;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.FieldType;
import org.meterbook.api.FieldValues;
import org.meterbook.api.Operations;
import org.meterbook.api.Paged;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/** The values that a filter on a data field can take, to choose from. */
public final class FilterData {
  private FilterData() {}

  record FilterDataResponse(@Meaning("a value, as a filter takes it") String value) {}

  public static void register(Operations operations, DataFields fields) {
    operations
        .compute(
            "GetFilterDataV3",
            "GET",
            "/api/v3/filterData/{dataFieldId}",
            "",
            FilterDataResponse.class,
            true,
            (call, _) -> values(call, fields),
            "Lists the values that a filter on a field can take, as far as the caller sees them.")
        .parameter("search", FieldType.TEXT, "a part of the value; * stands for anything")
        .paged();
  }

  private static Paged values(Call call, DataFields fields) {
    Map.Entry<DataFields.Kind, DataField> found = fields.field(call.id("dataFieldId"));
    DataFields.Kind kind = found.getKey();
    if (!call.caller().may(kind.operation().anyOf())) {
      throw Problem.of(
          ErrorCode.UNAUTHORIZED, "This needs the permission " + kind.operation().anyOf() + ".");
    }
    Optional<String> search = call.parameter("search").filter(text -> !text.isBlank());
    Paged page =
        found.getValue().isBoolean()
            ? truths(call, search)
            : source(kind, found.getValue()).page(call, search);
    List<FilterDataResponse> values =
        ((List<?>) page.answer())
            .stream().map(value -> new FilterDataResponse(String.valueOf(value))).toList();
    return new Paged(values, page.page(), page.total());
  }

  private static FieldValues source(DataFields.Kind kind, DataField field) {
    if (field.isColumn()) {
      return FieldValues.of(kind.listing().shape(), field.field().path());
    }
    String[] column = field.valuesOf().split("\\.", 2);
    Table table =
        Tables.REFERABLE.stream()
            .filter(each -> each.name().equals(column[0]))
            .findFirst()
            .orElseThrow();
    return FieldValues.of(table, column[1]);
  }

  private static Paged truths(Call call, Optional<String> search) {
    List<String> fitting =
        List.of("true", "false").stream()
            .filter(text -> search.filter(part -> !text.contains(part)).isEmpty())
            .toList();
    List<String> shown =
        fitting.stream().skip(call.paging().offset()).limit(call.paging().size()).toList();
    return new Paged(shown, call.paging(), fitting.size());
  }
}
