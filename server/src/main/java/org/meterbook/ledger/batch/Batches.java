package org.meterbook.ledger.batch;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.ledger.Uses;
import org.meterbook.ledger.flag.Flags;
import org.meterbook.ledger.setting.AccountingSettings;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Batches: bills that came in together. */
public final class Batches {
  public static final Shape CHILD =
      Shape.of("BatchChild", Tables.BATCH)
          .integer("batchId", "identifier of the batch")
          .text("batchCode", "name of the batch")
          .build();

  private static final String BILLS =
      "(SELECT %s FROM bill b WHERE b.tenant_id = $.tenant_id AND b.batch_id = $.batch_id [bill b])";

  private static final Shape RESPONSE =
      Shape.of("BatchResponse", Tables.BATCH)
          .integer("batchId", "identifier of the batch")
          .text("batchCode", "name")
          .field("isOpen", FieldType.BOOLEAN, "$.batch_status = 'open'", "takes bills")
          .text("batchStatus", "open, pending or closed")
          .field("startDate", FieldType.MOMENT, "when it was opened")
          .field("endDate", FieldType.MOMENT, "when it was closed; null while it is not")
          .field(
              "billCount",
              FieldType.INTEGER,
              BILLS.formatted("count(*)"),
              "bills in it that the caller may see")
          .field(
              "runningTotal",
              FieldType.MONEY,
              BILLS.formatted("coalesce(sum(b.total_cost), 0)"),
              "their cost in all")
          .date("statementDate", "default of its bills")
          .date("dueDate", "default of its bills")
          .date("nextReading", "default of its bills")
          .text("controlCode", "default of its bills")
          .text("invoiceNumber", "default of its bills")
          .field(
              "accountPeriodName",
              FieldType.TEXT,
              "coalesce((SELECT p.name FROM account_period p WHERE p.tenant_id = $.tenant_id AND p.period_number = $.account_period_number),"
                  + " 'Period ' || $.account_period_number)",
              "name of the accounting period")
          .integer("accountPeriodNumber", "accounting period of its bills, 1 to 13")
          .integer("accountPeriodYear", "accounting year of its bills")
          .text("note", "notes")
          .one("createdBy", People.CHILD, "$.created_by", "who opened it")
          .field("flagCount", FieldType.INTEGER, Flags.IN_BATCH, "unresolved flags on its bills")
          .field("analyzingCount", FieldType.INTEGER, "0", "bills that are being analyzed")
          .bool("hasImportedBills", "a bill of it came from a file")
          .field(
              "hasImportsWithKickout",
              FieldType.BOOLEAN,
              "EXISTS (SELECT 1 FROM task k WHERE k.tenant_id = $.tenant_id AND k.batch_id = $.batch_id AND k.status = 'Completed with kickouts')",
              "an import into it refused rows")
          .field(
              "hasLogs",
              FieldType.BOOLEAN,
              "EXISTS (SELECT 1 FROM batch_log l WHERE l.tenant_id = $.tenant_id AND l.batch_id = $.batch_id)",
              "bills of it were moved to other accounts")
          .build();

  private Batches() {}

  public record BatchCreate(
      @Required @Length(max = 255) @Meaning("name") String batchCode,
      @Meaning("closes the caller's other open batches first; default false")
          @Nullable Boolean closeExistingBatch,
      @Meaning("default of its bills") @Nullable LocalDateTime statementDate,
      @Meaning("default of its bills") @Nullable LocalDateTime dueDate,
      @Meaning("default of its bills") @Nullable LocalDateTime nextReading,
      @Length(max = 255) @Meaning("default of its bills") @Nullable String controlCode,
      @Length(max = 255) @Meaning("default of its bills") @Nullable String invoiceNumber,
      @Meaning("accounting period of its bills, 1 to 13") @Nullable Integer accountPeriodNumber,
      @Range(min = 1900, max = 2099) @Meaning("accounting year of its bills")
          @Nullable Integer accountPeriodYear,
      @Length(max = 255) @Meaning("notes") @Nullable String note) {}

  public record BatchEdit(
      @Required @Length(max = 255) @Meaning("name") String batchCode,
      @Defined @Length(max = 255) @Meaning("notes") @Nullable String note) {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters(
            "batchId",
            "batchCode",
            "batchStatus",
            "billCount",
            "controlCode",
            "dueDate",
            "endDate",
            "invoiceNumber",
            "isOpen",
            "nextReading",
            "runningTotal",
            "startDate",
            "statementDate",
            "hasImportsWithKickout")
        .filter(
            "accountPeriod",
            FieldType.INTEGER,
            "{$.account_period_year * 100 + $.account_period_number}",
            "accounting period, YYYYMM")
        .filter("fullName", "createdBy.fullName")
        .filter("userCode", "createdBy.userCode")
        .filter("userId", "createdBy.userId")
        .page("GetBatchesV3", "/api/v3/batch", "BillsAndBatches (View)", "Lists batches.")
        .one(
            "GetBatchV3", "/api/v3/batch/{batchId}", "BillsAndBatches (View)", "Answers one batch.")
        .create(
            "OpenBatchV3",
            "/api/v3/batch",
            "BillsAndBatches (Create)",
            BatchCreate.class,
            Batches::open,
            "Opens a batch.")
        .edit(
            "EditBatchV3",
            "/api/v3/batch/{batchId}",
            "BillsAndBatches (Create)",
            BatchEdit.class,
            (call, request) ->
                call.sql().update(Tables.BATCH, call.id("batchId"), Values.from(request)),
            "Replaces a batch's name and notes.")
        .act(
            "CloseBatchV3",
            "PUT",
            "/api/v3/batch/close/{batchId}",
            "BillsAndBatches (Create)",
            call -> List.of(BatchStatus.change(call, call.id("batchId"), "closed")),
            "Closes a batch: it takes no more bills.")
        .delete(
            "DeleteBatchV3",
            "/api/v3/batch/{batchId}",
            "BillsAndBatches (Delete)",
            Batches::delete,
            "Deletes a batch that has no bills.");
    BatchStatus.register(operations);
    BatchLog.register(operations);
  }

  private static void delete(Call call) {
    int id = call.id("batchId");
    Uses.of(call.sql(), id).in("bill", "batch_id", "bills").refuse("batchId");
    call.sql()
        .execute(
            "UPDATE task SET batch_id = NULL WHERE tenant_id = :tenant AND batch_id = :id",
            Map.of("id", id));
    call.sql().delete(Tables.BATCH, id);
  }

  /** Opens a batch for the caller. */
  public static int open(Call call, BatchCreate request) {
    AccountingSettings.requirePeriod(
        call.sql(), request.accountPeriodNumber(), "accountPeriodNumber");
    if (Boolean.TRUE.equals(request.closeExistingBatch())) {
      openOf(call.sql(), call.caller().userId())
          .forEach(batch -> BatchStatus.change(call, batch, "closed"));
    }
    return insert(
        call.sql(), call.caller().userId(), Values.from(request, "closeExistingBatch"), false);
  }

  /** Opens a batch for a user; {@code values} name it at least. */
  public static int insert(Sql sql, int userId, Values values, boolean imported) {
    return sql.insert(
        Tables.BATCH,
        values
            .with("batch_status", "open")
            .with("start_date", sql.now())
            .with("created_by", userId)
            .with("has_imported_bills", imported));
  }

  /** Closes an open batch. */
  public static void close(Sql sql, int batch) {
    sql.update(
        Tables.BATCH,
        batch,
        Values.none().with("batch_status", "closed").with("end_date", sql.now()));
  }

  /** The open batches that take a user's bills. */
  public static List<Integer> openOf(Sql sql, int userId) {
    return sql.list(
        "SELECT batch_id FROM batch WHERE tenant_id = :tenant AND coalesce(opened_by, created_by) = :user AND batch_status = 'open' ORDER BY batch_id",
        Map.of("user", userId),
        row -> row.integer(1));
  }

  /** The header values that a batch gives to bills which bring none. */
  public record Defaults(
      int batchId,
      @Nullable LocalDateTime statementDate,
      @Nullable LocalDateTime dueDate,
      @Nullable LocalDateTime nextReading,
      @Nullable String controlCode,
      @Nullable String invoiceNumber,
      @Nullable Integer accountPeriod) {}

  /**
   * The open batch that takes a bill: the one named, else the caller's only one, else a new one. It
   * cannot be closed meanwhile.
   */
  public static Defaults forBill(Call call, @Nullable Integer batchId) {
    int user = call.caller().userId();
    if (batchId == null) {
      // Two first bills at once would open two batches.
      call.sql().lock(Tables.BATCH, List.of(user));
    }
    List<Integer> open = batchId == null ? openOf(call.sql(), user) : List.of(batchId);
    if (open.size() > 1) {
      throw Problem.invalid(
          "batchId", "is required: you have %d open batches".formatted(open.size()));
    }
    int id =
        open.isEmpty()
            ? insert(
                call.sql(),
                user,
                Values.none().with("batch_code", call.today() + " " + call.caller().userCode()),
                false)
            : open.getFirst();
    return lockOpen(call, id);
  }

  private static Defaults lockOpen(Call call, int id) {
    Optional<Defaults> defaults =
        call.sql()
            .first(
                """
                SELECT batch_status, coalesce(opened_by, created_by), statement_date, due_date, next_reading, control_code, invoice_number,
                  account_period_year * 100 + account_period_number
                FROM batch WHERE tenant_id = :tenant AND batch_id = :id FOR SHARE
                """,
                Map.of("id", id),
                row -> {
                  if (!row.text(1).equals("open")) {
                    throw Problem.invalid(
                        "batchId",
                        "batch %d is %s; a bill needs an open one".formatted(id, row.text(1)));
                  }
                  if (row.integer(2) != call.caller().userId()
                      && !call.caller().may("BillsAndBatches (Manage)")) {
                    throw Problem.of(
                        ErrorCode.FORBIDDEN,
                        "Another user's batch needs the permission BillsAndBatches (Manage).");
                  }
                  return new Defaults(
                      id,
                      row.localOrNull(3),
                      row.localOrNull(4),
                      row.localOrNull(5),
                      row.textOrNull(6),
                      row.textOrNull(7),
                      row.integerOrNull(8));
                });
    return defaults.orElseThrow(() -> Problem.invalid("batchId", "there is no batch " + id));
  }
}
