package org.meterbook.ledger.flag;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.ledger.Named;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.store.Tables;

/** Flags of bills. */
public final class Flags {
  static final String VIEW = "FlaggedItems (View)";
  static final String MANAGE = "FlaggedItems (Manage)";

  /** Key of the first user who is to look at the bill {@code $}, while its flag is unresolved. */
  public static final String ASSIGNED_TO =
      "(SELECT min(x.user_id) FROM flag f JOIN flag_assignee x ON x.tenant_id = f.tenant_id AND x.flag_id = f.flag_id"
          + " WHERE f.tenant_id = $.tenant_id AND f.bill_id = $.bill_id AND f.flag_status_id = 1)";

  /** Since when somebody is to look at the bill {@code $}, while its flag is unresolved. */
  public static final String ASSIGNED_DATE =
      "(SELECT f.assigned_date FROM flag f WHERE f.tenant_id = $.tenant_id AND f.bill_id = $.bill_id AND f.flag_status_id = 1)";

  /** The number of unresolved flags on the bills of the batch {@code $}. */
  public static final String IN_BATCH =
      "(SELECT count(*)::int FROM flag f JOIN bill b ON b.tenant_id = f.tenant_id AND b.bill_id = f.bill_id"
          + " WHERE f.tenant_id = $.tenant_id AND b.batch_id = $.batch_id AND f.flag_status_id = 1 [bill b])";

  private static final String PATH = "/api/v3/flag/{entityType}";
  private static final String ONE = PATH + "/{entityId}";

  private static final int MOST = 10_000;

  private Flags() {}

  record FlagListAction(
      @Defined @Meaning("the bills; not null") @Nullable List<Integer> entityIds,
      @Meaning("what is to become of their flags; must be given") @Nullable FlagEdit flagAction) {}

  /**
   * @param listed the ids of a stored list of bills
   */
  public static void register(Operations operations, Function<Call, List<Integer>> listed) {
    operations.text("entityType").variable("/flag/{entityType}/", "entityId", Tables.BILL);
    FlagTypes.register(operations);
    operations
        .resource(FlagShapes.RESPONSE)
        .found("GetFlagV3", ONE, VIEW, Flags::find, "Answers a bill's flag; 204 where it has none.")
        .write(
            "EditFlagV3",
            "PUT",
            ONE,
            MANAGE,
            FlagEdit.class,
            (call, edit) -> List.of(new FlagChange(call, edit, "").one(bill(call))),
            "Flags a bill, or changes its flag.");
    FlagIssues.register(operations);
    operations
        .compute(
            "FlagActionV3",
            "PUT",
            PATH + "/flagAction",
            MANAGE,
            FlagListAction.class,
            UpdateResult.class,
            Flags::act,
            "Flags bills, or changes their flags; those that do not take the change stay.")
        .compute(
            "FlagBillListActionV3",
            "PUT",
            "/api/v3/list/{listId}/flagAction",
            MANAGE,
            FlagEdit.class,
            UpdateResult.class,
            (call, edit) -> {
              FlagChange change = new FlagChange(call, edit, "");
              List<Integer> bills = listed.apply(call);
              return new UpdateResult(bills.size(), change.all(bills));
            },
            "Flags the bills of a list, or changes their flags.");
    FlagSummaries.register(operations);
  }

  private static Optional<Integer> find(Call call) {
    return call.sql()
        .first(
            "SELECT f.flag_id FROM flag f WHERE f.tenant_id = :tenant AND f.bill_id = :bill",
            Map.of("bill", bill(call)),
            row -> row.integer(1));
  }

  /** The bill that a path names. */
  static int bill(Call call) {
    requireBill(call);
    return call.id("entityId");
  }

  private static void requireBill(Call call) {
    if (!call.text("entityType").equalsIgnoreCase("bill")) {
      throw Problem.invalid("entityType", "must be Bill: nothing else is flagged");
    }
  }

  private static UpdateResult act(Call call, FlagListAction request) {
    requireBill(call);
    List<Integer> ids = Objects.requireNonNullElse(request.entityIds(), List.of());
    FlagEdit edit = request.flagAction();
    new Faults()
        .when(ids.isEmpty(), "entityIds", "must have at least one bill")
        .when(ids.size() > MOST, "entityIds", "must have at most %,d bills".formatted(MOST))
        .when(edit == null, "flagAction", "must be given")
        .refuse();
    FlagChange change = new FlagChange(call, Objects.requireNonNull(edit), "flagAction.");
    Named bills = Named.of(call, Tables.BILL, ids, "entityIds");
    return new UpdateResult(bills.ids().size(), change.all(bills.ids()));
  }
}
