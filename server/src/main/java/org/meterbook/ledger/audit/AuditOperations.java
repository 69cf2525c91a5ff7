package org.meterbook.ledger.audit;

import java.util.List;
import java.util.function.BiFunction;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.ledger.Named;
import org.meterbook.store.Tables;

/** What can be asked of audits. */
public final class AuditOperations {
  private static final String MANAGE = "FlaggedItems (Manage)";
  private static final int MOST = 10_000;

  private AuditOperations() {}

  /**
   * @param listed the ids of the bills of a stored list, by the list's id
   */
  public static void register(
      Operations operations, BiFunction<Call, Integer, List<Integer>> listed) {
    AuditSettings.register(operations);
    AccountAudits.register(operations);
    BillStatistics.register(operations);
    operations
        .compute(
            "ExecAuditEngineV3",
            "POST",
            "/api/v3/audit/exec",
            MANAGE,
            Void.class,
            false,
            (call, _) -> {
              Audits.run(call.sql(), listed.apply(call, list(call)), Options.of(Options.Why.AGAIN));
              return null;
            },
            "Audits the bills of a stored list again.")
        .parameter("listId", FieldType.INTEGER, "a list of bills")
        .act(
            "RerunAuditsV202508",
            "PUT",
            "/api/v202508/audit/rerun",
            MANAGE,
            Integer.class,
            AuditOperations::rerun,
            "Runs the audits again that depend on other bills, and misses bills that should have come by now.");
  }

  private static int list(Call call) {
    return call.parameter("listId")
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .orElseThrow(() -> Problem.invalid("listId", "must be the id of a list of bills"));
  }

  private static void rerun(Call call, List<Integer> bills) {
    if (bills.size() > MOST) {
      throw Problem.invalid("", "must have at most %,d bills".formatted(MOST));
    }
    Audits.run(call.sql(), Named.of(call, Tables.BILL, bills).ids(), Options.of(Options.Why.RERUN));
  }
}
