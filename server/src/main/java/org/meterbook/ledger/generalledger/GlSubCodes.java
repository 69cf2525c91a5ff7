package org.meterbook.ledger.generalledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWhen;
import org.meterbook.api.Shape;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What the twenty sub codes of general ledgers mean. They are always there, and only edited. */
public final class GlSubCodes {
  /** Clients know a sub code by two digits. */
  static final String INDEX = "lpad($.sub_code_index::text, 2, '0')";

  private static final String PATH = "/api/v3/glsubcode";

  private static final Shape RESPONSE =
      Shape.of("GLSubcodeResponse", Tables.GL_SUB_CODE)
          .field("subCodeIndex", FieldType.TEXT, INDEX, "01 to 20")
          .text("subCodeName", "what the sub code is called")
          .text("subCodeType", "list: one of given values; text: any")
          .field("subCodeValues", FieldType.TEXTS, "the values of a list")
          .build();

  private GlSubCodes() {}

  record GlSubcodeRequest(
      @Required @Range(min = 1, max = 20) @Meaning("which sub code") Integer subCodeIndex,
      @Required @Length(min = 1, max = 32) @Meaning("what it is called") String subCodeName,
      @Required @OneOf({"list", "text"}) @Meaning("list: one of given values; text: any")
          String subCodeType,
      @RequiredWhen(field = "subCodeType", is = "list") @Meaning("the values of a list")
          @Nullable List<String> subCodeValues) {}

  /** Gives a new datasource its twenty sub codes. */
  public static void seed(Sql sql) {
    sql.execute(
        "INSERT INTO gl_sub_code (tenant_id, sub_code_index, sub_code_name, sub_code_type, sub_code_values)"
            + " SELECT :tenant, n, 'SubCode' || lpad(n::text, 2, '0'), 'text', '{}' FROM generate_series(1, 20) n",
        Map.of());
  }

  static void register(Operations operations) {
    operations.text("subCodeIndex");
    operations
        .resource(RESPONSE)
        .list("GetGlSubCodesV3", PATH, "Accounts (View)", "Lists the sub codes.")
        .found(
            "GetGlSubCodeV3",
            PATH + "/{subCodeIndex}",
            "Accounts (View)",
            call -> Optional.of(index(call)),
            "Answers one sub code.")
        .writeAll(
            "EditGlSubCodesV3",
            "POST",
            PATH,
            "Accounts (Edit)",
            GlSubcodeRequest.class,
            GlSubCodes::edit,
            "Edits sub codes; those not sent stay.");
    operations.compute(
        "GetGlSubCodeValuesV3",
        "GET",
        PATH + "/{subCodeIndex}/savedValues",
        "Accounts (View)",
        String.class,
        true,
        (call, _) -> values(call),
        "Lists the values that general ledgers have of a sub code.");
  }

  private static List<Integer> edit(Call call, List<GlSubcodeRequest> requests) {
    for (GlSubcodeRequest request : requests) {
      boolean list = request.subCodeType().equals("list");
      call.sql()
          .update(
              Tables.GL_SUB_CODE,
              request.subCodeIndex(),
              Values.from(request, "subCodeIndex")
                  .with(
                      "sub_code_values",
                      list ? Objects.requireNonNull(request.subCodeValues()) : List.of()));
    }
    return requests.stream().map(GlSubcodeRequest::subCodeIndex).distinct().toList();
  }

  private static List<String> values(Call call) {
    return call.sql()
        .list(
            "SELECT DISTINCT g.value FROM general_ledger_sub_code g WHERE g.tenant_id = :tenant AND g.sub_code_index = :index"
                + " AND g.value IS NOT NULL ORDER BY 1",
            Map.of("index", index(call)),
            row -> row.text(1));
  }

  /** The values of the sub codes that have a list, by their numbers. */
  static Map<Integer, List<String>> lists(Sql sql) {
    Map<Integer, List<String>> lists = new HashMap<>();
    sql.list(
            "SELECT s.sub_code_index, v.value FROM gl_sub_code s CROSS JOIN unnest(s.sub_code_values) v (value)"
                + " WHERE s.tenant_id = :tenant AND s.sub_code_type = 'list'",
            Map.of(),
            row -> Map.entry(row.integer(1), row.text(2)))
        .forEach(value ->
            lists.computeIfAbsent(value.getKey(), _ -> new ArrayList<>()).add(value.getValue()));
    return lists;
  }

  /** They are numbered alike everywhere, so the number is no id of a row. */
  private static int index(Call call) {
    String text = call.text("subCodeIndex");
    if (!text.matches("0?[1-9]|1[0-9]|20")) {
      throw Problem.notFound("There is no sub code %s; they are 01 to 20.".formatted(text));
    }
    return Integer.parseInt(text);
  }
}
