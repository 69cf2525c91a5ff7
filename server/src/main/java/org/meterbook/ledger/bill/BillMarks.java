package org.meterbook.ledger.bill;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.BillGuard.Deed;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.audit.Audits;
import org.meterbook.ledger.audit.Options;
import org.meterbook.ledger.bill.BillActions.BillDeleteActionResult;
import org.meterbook.ledger.workflow.Workflow;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Marks on bills. A bill that has the mark already, or that the caller may not change, is passed
 * over and not counted as changed.
 */
final class BillMarks {
  static final String APPROVE = "ApproveBills (Manage)";
  static final String HOLD = "ExportHold (Manage)";
  static final String DELETE = "BillsAndBatches (Delete)";

  private static final String WITHIN_LIMIT =
      "NOT EXISTS (SELECT 1 FROM app_user u WHERE u.tenant_id = b.tenant_id AND u.user_id = :caller AND abs(b.total_cost) > u.max_approval_amount)";

  private BillMarks() {}

  static UpdateResult markVoid(Call call, Collection<Integer> bills, @Nullable Boolean sent) {
    boolean isVoid = given(sent, "void");
    String condition =
        isVoid
            ? "NOT b.void"
            : "b.void AND NOT EXISTS (SELECT 1 FROM batch p WHERE p.tenant_id = b.tenant_id AND p.batch_id = b.batch_id AND p.batch_status = 'pending')";
    List<Integer> changed =
        changed(call, bills, Deed.EDIT, condition, Values.none().with("void", isVoid));
    if (!isVoid) {
      // A void bill is not audited.
      Audits.run(call.sql(), changed, Options.of(Options.Why.EDIT));
    }
    return result(bills, changed);
  }

  static UpdateResult approve(Call call, Collection<Integer> bills, @Nullable Boolean approve) {
    if (!given(approve, "approve")) {
      return mark(call, bills, Deed.APPROVE, "b.approved", unapproved());
    }
    String somebodyElse =
        Workflow.read(call.sql()).asksForSecondPerson()
            ? " AND coalesce(b.created_by, 0) <> :caller AND coalesce(b.edited_by, 0) <> :caller"
            : "";
    return mark(
        call,
        bills,
        Deed.APPROVE,
        "NOT b.approved AND NOT b.void AND " + WITHIN_LIMIT + somebodyElse,
        Values.none()
            .with("approved", true)
            .with("approved_by", call.caller().userId())
            .with("approve_date", call.now()));
  }

  static Values unapproved() {
    return Values.none()
        .with("approved", false)
        .with("approved_by", null)
        .with("approve_date", null);
  }

  static UpdateResult hold(Call call, Collection<Integer> bills, @Nullable Boolean sent) {
    boolean hold = given(sent, "exportHold");
    return mark(
        call,
        bills,
        Deed.HOLD,
        hold ? "NOT b.export_hold" : "b.export_hold",
        Values.none().with("export_hold", hold));
  }

  static UpdateResult exclude(Call call, Collection<Integer> bills, boolean exclude) {
    return mark(
        call,
        bills,
        Deed.HOLD,
        exclude ? "NOT b.excluded_from_accruals" : "b.excluded_from_accruals",
        Values.none().with("excluded_from_accruals", exclude));
  }

  static BillDeleteActionResult delete(Call call, Collection<Integer> bills) {
    List<Integer> allowed = BillGuard.allowed(call, bills, Deed.DELETE, "true");
    BillGuard.remove(call.sql(), allowed);
    return new BillDeleteActionResult(Set.copyOf(bills).size(), allowed.size());
  }

  private static boolean given(@Nullable Boolean value, String field) {
    if (value == null) {
      throw Problem.invalid(field, "must be true or false");
    }
    return value;
  }

  private static UpdateResult mark(
      Call call, Collection<Integer> bills, Deed deed, String condition, Values values) {
    return result(bills, changed(call, bills, deed, condition, values));
  }

  private static List<Integer> changed(
      Call call, Collection<Integer> bills, Deed deed, String condition, Values values) {
    List<Integer> changed = BillGuard.allowed(call, bills, deed, condition);
    call.sql().update(Tables.BILL, changed, values);
    return changed;
  }

  private static UpdateResult result(Collection<Integer> bills, List<Integer> changed) {
    return new UpdateResult(Set.copyOf(bills).size(), changed.size());
  }
}
