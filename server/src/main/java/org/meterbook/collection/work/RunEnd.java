package org.meterbook.collection.work;

import java.time.ZoneId;
import java.util.Map;
import org.meterbook.collection.Collecting;
import org.meterbook.collection.Notes;
import org.meterbook.collection.prepaid.Prepaid;
import org.meterbook.job.Job;
import org.meterbook.job.Jobs;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.webhook.EventType;

/** The end of a collection: state, events, final charge and the job's own end, all at once. */
final class RunEnd {
  private RunEnd() {}

  static void success(Sql sql, Job job, Run run, Authorization authorization, int bills, int days) {
    Jobs.hold(sql, job);
    MeterCollection.progress(sql, run);
    Tallies.refresh(sql, run.meter(), run.zone());
    notes(sql, run).set(sql, Tables.COLLECTION_METER, run.meter(), "updated", "Data refreshed");
    if (bills > 0) {
      MeterCollection.tell(sql, EventType.METER_BILLS_ADDED, run);
    }
    if (days > 0) {
      MeterCollection.tell(sql, EventType.METER_INTERVALS_ADDED, run);
    }
    charge(sql, run, authorization);
    end(sql, run, "updated");
    MeterCollection.tell(sql, EventType.METER_HISTORICAL_COLLECTION_FINISHED_SUCCESSFUL, run);
    Jobs.done(sql, job);
    Jobs.schedule(sql, Collecting.BOOK, run.meter(), sql.now());
  }

  static void failure(Sql sql, Run run, String note, String message) {
    Tallies.refresh(sql, run.meter(), run.zone());
    Notes.at(sql.now())
        .with(note, message)
        .set(sql, Tables.COLLECTION_METER, run.meter(), "errored", message);
    Prepaid.end(sql, run.id(), run.meter(), Collecting.months(sql, run.id()));
    end(sql, run, "errored");
    MeterCollection.tell(sql, EventType.METER_HISTORICAL_COLLECTION_FINISHED_ERRORED, run);
    Jobs.schedule(sql, Collecting.BOOK, run.meter(), sql.now());
  }

  private static Notes notes(Sql sql, Run run) {
    Notes notes = Notes.at(sql.now()).with("access_valid", "Signed in at the utility.");
    boolean intervals =
        sql.exists(
            "SELECT 1 FROM collection_interval WHERE tenant_id = :tenant AND collection_meter_id = :meter LIMIT 1",
            Map.of("meter", run.meter()));
    notes.with("bills_full", "All bills were collected.");
    sql.list(
            """
            SELECT b.collection_bill_id, b.notes -> 0 ->> 'type', b.notes -> 0 ->> 'msg', b.blocks -> 'base' ->> 'bill_statement_date'
            FROM collection_bill b WHERE b.tenant_id = :tenant AND b.collection_meter_id = :meter AND json_array_length(b.notes) > 0 ORDER BY b.begins
            """,
            Map.of("meter", run.meter()),
            row ->
                notes.with(
                    "bills_strange",
                    row.text(3),
                    Map.of(
                        "bill_uid", String.valueOf(row.integer(1)),
                        "bill_note_type", row.text(2),
                        "bill_statement_date", row.text(4))))
        .clear();
    return intervals
        ? notes.with("intervals_full", "All interval data was collected.")
        : notes.with("intervals_empty", "The utility has no interval data of this meter.");
  }

  private static void charge(Sql sql, Run run, Authorization authorization) {
    if (authorization.isFree()) {
      return;
    }
    Prepaid.end(sql, run.id(), run.meter(), Collecting.months(sql, run.id()));
    if (!run.historical() && isAlive(sql, run)) {
      sql.first(
              "SELECT m.frequency, d.time_zone FROM collection_meter m JOIN datasource d ON d.tenant_id = m.tenant_id WHERE m.tenant_id = :tenant AND m.collection_meter_id = :meter",
              Map.of("meter", run.meter()),
              row -> java.util.List.of(row.text(1), row.text(2)))
          .filter(found -> !found.getFirst().equals("off"))
          .ifPresent(found ->
              Prepaid.monitored(sql, run.meter(), found.getFirst(), ZoneId.of(found.getLast())));
    }
  }

  /** Was anything collected in the last six months? Else monitoring costs nothing. */
  private static boolean isAlive(Sql sql, Run run) {
    return sql.exists(
        """
        SELECT 1 FROM collection_meter m WHERE m.tenant_id = :tenant AND m.collection_meter_id = :meter
          AND (EXISTS (SELECT 1 FROM collection_bill b WHERE b.tenant_id = m.tenant_id AND b.collection_meter_id = m.collection_meter_id AND b.created > :since)
            OR EXISTS (SELECT 1 FROM collection_interval i WHERE i.tenant_id = m.tenant_id AND i.collection_meter_id = m.collection_meter_id AND i.created > :since))
        """,
        Map.of("meter", run.meter(), "since", sql.now().minus(java.time.Duration.ofDays(183))));
  }

  /**
   * The run itself says what was done and when, and stays: a line in the change log would have all
   * collections of a datasource wait for each other's commit.
   */
  private static void end(Sql sql, Run run, String outcome) {
    sql.execute(
        "UPDATE collection_run SET ended = :now, outcome = :outcome WHERE tenant_id = :tenant AND collection_run_id = :run",
        Map.of("now", sql.now(), "outcome", outcome, "run", run.id()));
  }
}
