package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.FieldType;
import org.meterbook.api.FilterField;
import org.meterbook.api.Inside;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.files.WorkbookWriter;
import org.meterbook.ledger.datafield.DataField;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.FilterResponse;
import org.meterbook.ledger.setup.Sheet.Action;

/** The operations on setup sheets. */
public final class SetupSheets {
  private static final String PATH = "/api/v3/setup";
  private static final String MEANING = "type of the sheet, such as UPDATE_Vendors";

  /** The kinds of lists whose fields have captions. */
  private static final List<Integer> CAPTIONED = List.of(2, 3, 4);

  private final Inside inside;
  private final DataFields fields;

  private SetupSheets(Operations operations, DataFields fields) {
    this.inside = new Inside(operations);
    this.fields = fields;
  }

  /** Registers them; what sheets are made of must be registered before. */
  public static void register(Operations operations, DataFields fields) {
    SetupSheets sheets = new SetupSheets(operations, fields);
    operations
        .download(
            "GetSetupSheetV3",
            PATH,
            "",
            sheets::sheet,
            "Hands out a workbook: a form for new things, or what is there to be changed.")
        .parameter("type", FieldType.TEXT, MEANING)
        .parameter("filter", FieldType.TEXT, "narrows an UPDATE sheet, as it does the list")
        .compute(
            "GetSetupSheetFiltersV3",
            "GET",
            PATH + "/filter",
            "",
            FilterResponse.class,
            true,
            (call, _) -> sheets.filters(call),
            "Lists the filters that narrow a type of sheet.")
        .parameter("type", FieldType.TEXT, MEANING + "; without it the filters of all types")
        .intake(
            "PostSetupSheetV3",
            PATH,
            "",
            new Operation.Intake(
                new Operation.Body(String.class, false),
                Map.of(
                    "application/vnd.ms-excel",
                    "the workbook (XLSX)",
                    WorkbookWriter.MEDIA,
                    "the workbook",
                    "application/octet-stream",
                    "the workbook (XLSX)"),
                Setup.class,
                SheetFile::receive,
                steps -> file -> new Importer(sheets.inside, steps).run((SheetFile) file)),
            "Brings a workbook into the books, each row by itself; it is done when this answers.");
  }

  private static Types.Type type(Call call) {
    String name = call.parameter("type").orElse("");
    return Types.of(name)
        .orElseThrow(() ->
            Problem.invalid(
                "type",
                "must be one of "
                    + Types.all().stream()
                        .map(Types.Type::name)
                        .collect(Collectors.joining(", "))));
  }

  private Operation.File sheet(Call call) {
    Types.Type type = type(call);
    Operation operation =
        inside.operation(
            type.action() == Action.UPDATE
                ? type.sheet().list()
                : type.sheet().parts().getFirst().create());
    operation.require(call.caller());
    if (operation.action() instanceof Operation.Listing listing) {
      listing
          .reduction()
          .filter(reduction -> !call.caller().may(List.of(reduction.permission())))
          .ifPresent(reduction -> {
            throw Problem.of(
                ErrorCode.UNAUTHORIZED,
                "This needs the permission " + reduction.permission() + ".");
          });
    }
    return new Operation.File(
        type.name() + ".xlsx",
        WorkbookWriter.MEDIA,
        (inner, out) -> new Exporter(inside, inner, type).write(out));
  }

  private List<FilterResponse> filters(Call call) {
    if (call.parameter("type").isPresent()) {
      return filters(type(call));
    }
    Map<String, FilterResponse> all = new LinkedHashMap<>();
    Types.all().stream()
        .flatMap(type -> filters(type).stream())
        .forEach(filter -> all.putIfAbsent(filter.queryParameterName(), filter));
    return List.copyOf(all.values());
  }

  private List<FilterResponse> filters(Types.Type type) {
    if (type.action() == Action.CREATE) {
      return List.of();
    }
    Operation list = inside.operation(type.sheet().list());
    Map<String, DataField> known =
        CAPTIONED.stream()
            .map(fields::kind)
            .filter(kind -> kind.operation().id().equals(list.id()))
            .flatMap(kind -> kind.fields().stream())
            .collect(Collectors.toMap(field -> field.field().name(), field -> field, (a, _) -> a));
    List<FilterResponse> offered = new ArrayList<>();
    for (FilterField filter : ((Operation.Listing) list.action()).filters()) {
      DataField plain = new DataField(0, filter, caption(filter.name()), false, false, 0, 0, "");
      offered.add(known.getOrDefault(filter.name(), plain).offered());
    }
    return offered;
  }

  /** {@code vendorCode} is called Vendor code. */
  private static String caption(String name) {
    String words = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
