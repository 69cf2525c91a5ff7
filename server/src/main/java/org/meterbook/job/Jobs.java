package org.meterbook.job;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * The queue. Jobs are asked for, and ended, in the transaction of what they are about: what was
 * acknowledged is done, and what is done is not done again.
 */
public final class Jobs {
  /** How long a silent holder keeps a job; each sign of life makes it begin again. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private Jobs() {}

  /** Somebody else has the job by now; what the old holder was writing is not written. */
  public static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost(Job job) {
      super("the job %s %d is no longer ours".formatted(job.kind(), job.subject()));
    }
  }

  /** Asks for a job at a moment; one that is asked for already is done at the new moment. */
  public static void schedule(Sql sql, String kind, int subject, Instant due) {
    sql.execute(
        """
        INSERT INTO job (tenant_id, job_id, kind, subject_id, due) VALUES (:tenant, :id, :kind, :subject, :due)
        ON CONFLICT (tenant_id, kind, subject_id) DO UPDATE SET due = excluded.due, attempts = 0, first_tried = NULL
        """,
        Map.of("id", sql.nextId(Tables.JOB), "kind", kind, "subject", subject, "due", due));
    sql.touched(Tables.JOB);
  }

  /** Forgets a job. */
  public static void cancel(Sql sql, String kind, int subject) {
    sql.execute(
        "DELETE FROM job WHERE tenant_id = :tenant AND kind = :kind AND subject_id = :subject",
        Map.of("kind", kind, "subject", subject));
  }

  /**
   * Shows that the holder lives, and keeps others from the job until the commit.
   *
   * @throws Lost it is no longer the holder's
   */
  public static void hold(Sql sql, Job job) {
    int held =
        sql.execute(
            "UPDATE job SET leased_until = :until WHERE tenant_id = :tenant AND job_id = :id AND lease = :lease",
            Map.of("until", sql.now().plus(LEASE), "id", job.id(), "lease", job.lease()));
    if (held == 0) {
      throw new Lost(job);
    }
  }

  /** Ends a job, unless it was asked for again meanwhile. */
  public static void done(Sql sql, Job job) {
    hold(sql, job);
    int ended =
        sql.execute(
            "DELETE FROM job WHERE tenant_id = :tenant AND job_id = :id AND due = :due",
            Map.of("id", job.id(), "due", job.due()));
    if (ended == 0) {
      release(sql, job);
    }
  }

  /** Puts a job off, unless it was asked for again meanwhile. */
  public static void again(Sql sql, Job job, Instant due) {
    hold(sql, job);
    sql.execute(
        "UPDATE job SET due = :due WHERE tenant_id = :tenant AND job_id = :id AND due = :was",
        Map.of("due", due, "id", job.id(), "was", job.due()));
    release(sql, job);
  }

  /** Lets a job wait, which is no failed attempt: it begins anew then. */
  public static void later(Sql sql, Job job, Instant due) {
    again(sql, job, due);
    sql.execute(
        "UPDATE job SET attempts = 0, first_tried = NULL WHERE tenant_id = :tenant AND job_id = :id",
        Map.of("id", job.id()));
  }

  private static void release(Sql sql, Job job) {
    sql.execute(
        "UPDATE job SET lease = NULL, leased_until = NULL WHERE tenant_id = :tenant AND job_id = :id",
        Map.of("id", job.id()));
    sql.touched(Tables.JOB);
  }

  static boolean anyDue(Sql sql) {
    return sql.exists(
        "SELECT 1 FROM job WHERE tenant_id = :tenant AND due <= :now AND (leased_until IS NULL OR leased_until < :now) LIMIT 1",
        Map.of("now", sql.now()));
  }

  /** Takes due jobs that nobody is at. */
  static List<Job> claim(Sql sql, String lease, int most) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("lease", lease);
    parameters.put("now", sql.now());
    parameters.put("until", sql.now().plus(LEASE));
    parameters.put("most", most);
    return sql.list(
        """
        UPDATE job SET lease = :lease, leased_until = :until, attempts = attempts + 1, first_tried = coalesce(first_tried, :now)
        WHERE tenant_id = :tenant AND job_id IN (
          SELECT j.job_id FROM job j WHERE j.tenant_id = :tenant AND j.due <= :now
            AND (j.leased_until IS NULL OR j.leased_until < :now) ORDER BY j.due LIMIT :most FOR UPDATE SKIP LOCKED)
        RETURNING job_id, kind, subject_id, due, attempts, first_tried
        """,
        parameters,
        row ->
            new Job(
                sql.tenant(),
                row.integer(1),
                row.text(2),
                row.integer(3),
                row.instant(4),
                row.integer(5),
                row.instant(6),
                lease));
  }

  /** Gives up the leases of processes that are no more. */
  static void releaseAll(Sql sql) {
    sql.execute(
        "UPDATE job SET lease = NULL, leased_until = NULL WHERE tenant_id = :tenant AND lease IS NOT NULL",
        Map.of());
  }

  /** When the job is due, if it was asked for. */
  public static Optional<Instant> due(Sql sql, String kind, int subject) {
    return sql.first(
        "SELECT due FROM job WHERE tenant_id = :tenant AND kind = :kind AND subject_id = :subject",
        Map.of("kind", kind, "subject", subject),
        row -> row.instant(1));
  }
}
