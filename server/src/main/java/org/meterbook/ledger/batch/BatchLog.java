package org.meterbook.ledger.batch;

import java.util.Map;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What was done to a batch's bills beyond the bills themselves. */
public final class BatchLog {
  private static final Shape RESPONSE =
      Shape.of("BatchLogResponse", Tables.BATCH_LOG)
          .integer("batchLogId", "identifier of the entry")
          .integer("batchId", "the batch")
          .text("description", "what was done, in words")
          .integer("billCount", "bills that it was done to")
          .one("createdBy", People.CHILD, "$.created_by", "who did it")
          .field("createdDate", FieldType.MOMENT, "when")
          .build();

  private BatchLog() {}

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .listing(
            "GetBatchLogsV202509",
            "/api/v202509/batch/{batchId}/log",
            "BillsAndBatches (View)",
            false,
            "$.batch_id = :batchId",
            "Lists the moves of a batch's bills.")
        .filters("batchLogId");
  }

  /**
   * Notes something in the logs of batches.
   *
   * @param bills how many bills of each batch it was done to
   */
  public static void write(Sql sql, Map<Integer, Integer> bills, String description) {
    bills.forEach((batch, count) ->
        sql.insert(
            Tables.BATCH_LOG,
            Values.none()
                .with("batch_id", batch)
                .with("description", description)
                .with("bill_count", count)
                .with("created_by", sql.author().userId())
                .with("created_date", sql.now())));
  }
}
