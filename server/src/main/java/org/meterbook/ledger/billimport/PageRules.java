package org.meterbook.ledger.billimport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.Operations;
import org.meterbook.ledger.billimport.PageModels.BillPageLine;
import org.meterbook.ledger.billimport.PageModels.BillPageRuleRequest;
import org.meterbook.ledger.billimport.PageModels.BillPageRuleResponse;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.json.JsonMapper;

/** The rules that are kept. */
final class PageRules {
  private static final String VIEW = "BillsAndBatches (View)";

  /** An expression may be costly, and a wrong one books wrong bills. */
  private static final String MANAGE = "BillsAndBatches (Manage)";

  private static final String ALL = "/api/v202611/import/bill/pageRule";
  private static final String ONE = ALL + "/{billPageRuleId}";
  private static final JsonMapper MAPPER = new JsonMapper();

  private PageRules() {}

  static void register(Operations operations) {
    operations
        .compute(
            "GetBillPageRulesV202611",
            "GET",
            ALL,
            VIEW,
            BillPageRuleResponse.class,
            true,
            (call, _) -> list(call.sql(), null),
            "Lists the rules by which bills are read from pages (PDF).")
        .compute(
            "GetBillPageRuleV202611",
            "GET",
            ONE,
            VIEW,
            BillPageRuleResponse.class,
            false,
            (call, _) -> list(call.sql(), call.id("billPageRuleId")).getFirst(),
            "Answers a rule by which bills are read from pages.")
        .compute(
            "CreateBillPageRuleV202611",
            "POST",
            ALL,
            MANAGE,
            BillPageRuleRequest.class,
            BillPageRuleResponse.class,
            (call, request) ->
                list(call.sql(), call.sql().insert(Tables.BILL_PAGE_RULE, values(call, request)))
                    .getFirst(),
            "Creates a rule by which bills are read from pages.")
        .compute(
            "EditBillPageRuleV202611",
            "PUT",
            ONE,
            MANAGE,
            BillPageRuleRequest.class,
            BillPageRuleResponse.class,
            (call, request) -> {
              int id = call.id("billPageRuleId");
              call.sql().update(Tables.BILL_PAGE_RULE, id, values(call, request));
              return list(call.sql(), id).getFirst();
            },
            "Replaces a rule by which bills are read from pages.")
        .delete(
            "DeleteBillPageRuleV202611",
            ONE,
            MANAGE,
            call -> call.sql().delete(Tables.BILL_PAGE_RULE, call.id("billPageRuleId")),
            "Deletes a rule by which bills are read from pages.");
  }

  private static List<BillPageRuleResponse> list(Sql sql, @Nullable Integer id) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("id", id);
    return sql.list(
        """
        SELECT r.bill_page_rule_id, r.rule::text FROM bill_page_rule r
        WHERE r.tenant_id = :tenant AND (:id::int IS NULL OR r.bill_page_rule_id = :id) ORDER BY lower(r.rule_code)
        """,
        parameters,
        row ->
            BillPageRuleResponse.of(
                row.integer(1), MAPPER.readValue(row.text(2), BillPageRuleRequest.class)));
  }

  /** All rules, by their names. */
  static List<PageRule> all(Sql sql) {
    return sql.list(
        "SELECT r.rule::text FROM bill_page_rule r WHERE r.tenant_id = :tenant ORDER BY lower(r.rule_code)",
        Map.of(),
        row -> new PageRule(MAPPER.readValue(row.text(1), BillPageRuleRequest.class)));
  }

  private static Values values(Call call, BillPageRuleRequest request) {
    Catalogue catalogue = Catalogue.read(call.sql());
    Faults faults = new Faults();
    faults.when(
        !Dates.isFormat(request.dateFormat()), "dateFormat", "is no format such as MMMM d, yyyy");
    faults.when(
        request.recognize().stream().anyMatch(String::isBlank),
        "recognize",
        "must have no empty text");
    PageRule.expressions(request)
        .forEach((name, expression) -> {
          String wrong = wrong(expression);
          faults.when(!wrong.isEmpty(), name, wrong);
        });
    for (int n = 0; n < request.lines().size(); n++) {
      check(request.lines().get(n), "lines[%d].".formatted(n), catalogue, faults);
    }
    faults.refuse();
    return Values.none()
        .with("rule_code", request.ruleCode())
        .with("rule", new Sql.Json(Objects.requireNonNull(MAPPER.writeValueAsString(request))));
  }

  private static void check(BillPageLine line, String at, Catalogue catalogue, Faults faults) {
    boolean use = line.pattern().contains("(?<use>");
    faults.when(
        !use && !line.pattern().contains("(?<cost>"), at + "pattern", "needs a group use or cost");
    faults.when(
        use && (line.unitCode() == null || catalogue.unit(line.unitCode()).isEmpty()),
        at + "unitCode",
        "must be the unit of the group use");
    kind(line.useObservationTypeCode(), at + "useObservationTypeCode", catalogue, faults);
    kind(line.costObservationTypeCode(), at + "costObservationTypeCode", catalogue, faults);
    faults.when(
        line.caption() == null && !line.pattern().contains("(?<caption>"),
        at + "caption",
        "is required where the expression has no group caption");
  }

  private static void kind(@Nullable String code, String name, Catalogue catalogue, Faults faults) {
    faults.when(
        code != null && !catalogue.kinds().containsKey(Codes.key(code)),
        name,
        "there is no observation type '%s'".formatted(code));
  }

  private static String wrong(String expression) {
    try {
      return expression.contains("(") && Pattern.compile(expression) != null ? "" : "needs a group";
    } catch (PatternSyntaxException e) {
      return "is no regular expression: " + e.getDescription();
    }
  }
}
