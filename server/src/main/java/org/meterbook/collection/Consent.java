package org.meterbook.collection;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.job.Jobs;
import org.meterbook.store.Sha256;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.webhook.EventType;

/**
 * The life of an authorization: submitted or declined, renewed, expired, revoked. Each step is one
 * transaction of the caller's, with its events and the jobs that follow.
 */
public final class Consent {
  /** The job that signs in and finds meters. */
  public static final String DISCOVER = "discover";

  /** The job that tells of the end before it comes, and then ends the consent. */
  public static final String EXPIRE = "expire";

  /** How long before its end a consent is warned of it. */
  public static final Duration WARNING = Duration.ofHours(24);

  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int REFERRAL = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final CredentialStore credentials;

  public Consent(CredentialStore credentials) {
    this.credentials = credentials;
  }

  /**
   * What came of a submission.
   *
   * @param referral ties the browser's return to the authorization
   * @param receipt opens the customer's receipt, with which the consent is revoked
   */
  public record Submitted(int authorization, String referral, String receipt) {}

  /** Takes a consent, new or renewed. */
  public Submitted submit(Sql sql, Submission submission) {
    ConsentScope scope = ConsentScope.of(submission.scope(), sql.now());
    String receipt = random();
    String referral = referral();
    int id =
        submission
            .renews()
            .map(authorization -> renew(sql, submission, scope, authorization, referral, receipt))
            .orElseGet(() -> create(sql, submission, scope, referral, receipt, null));
    credentials.put(
        sql,
        id,
        new CredentialStore.Credential(
            submission.username(), submission.password(), "", Optional.empty()));
    Told.authorization(
        sql,
        submission.renews().isPresent()
            ? EventType.AUTHORIZATION_RENEWED
            : EventType.AUTHORIZATION_CREATED,
        id);
    Told.authorization(sql, EventType.AUTHORIZATION_UPDATE_STARTED, id);
    Jobs.schedule(sql, DISCOVER, id, sql.now());
    scope
        .expires()
        .ifPresentOrElse(
            end -> Jobs.schedule(sql, EXPIRE, id, warning(sql.now(), end)),
            () -> Jobs.cancel(sql, EXPIRE, id));
    return new Submitted(id, referral, receipt);
  }

  /** Takes a refusal: it is kept, with a referral, and no data is ever collected. */
  public Submitted decline(Sql sql, Submission submission) {
    String referral = referral();
    String receipt = random();
    ConsentScope scope = new ConsentScope(Optional.empty(), null, null);
    int id = create(sql, submission, scope, referral, receipt, sql.now());
    Told.authorization(sql, EventType.AUTHORIZATION_CREATED, id);
    Told.authorization(sql, EventType.AUTHORIZATION_DECLINED, id);
    return new Submitted(id, referral, receipt);
  }

  private static int create(
      Sql sql,
      Submission submission,
      ConsentScope scope,
      String referral,
      String receipt,
      @Nullable Instant declined) {
    return sql.insert(
        Tables.COLLECTION_AUTHORIZATION,
        granted(sql, submission, scope, receipt)
            .with("created", sql.now())
            .with("user_id", submission.user())
            .with("collection_template_id", submission.template())
            .with("collection_form_id", submission.form().orElse(null))
            .with("declined", declined)
            .with("is_test", submission.isTest())
            // Whoever knows the page can type a test's user name: that is kept out of the books.
            .with("is_booked", submission.test() || !submission.isTest())
            .with("status", declined == null ? "pending" : "errored")
            .with(
                "status_message",
                declined == null ? "Looking for meters ..." : "The customer declined.")
            .with("status_ts", sql.now())
            .with("referrals", List.of(referral)));
  }

  private static int renew(
      Sql sql,
      Submission submission,
      ConsentScope scope,
      int authorization,
      String referral,
      String receipt) {
    Map<String, Object> values = new HashMap<>();
    values.put("referral", referral);
    values.put("id", authorization);
    values.put("test", submission.isTest());
    values.put("utility", submission.utility());
    // Neither may a test take the place of a real consent, nor one utility that of another.
    int renewed =
        sql.execute(
            """
            UPDATE collection_authorization SET referrals = referrals || :referral::text WHERE tenant_id = :tenant
              AND collection_authorization_id = :id AND revoked IS NULL AND declined IS NULL AND is_test = :test AND utility = :utility
            """,
            values);
    if (renewed == 0) {
      throw Refusal.invalid(
          "authorization_uid",
          "names an authorization that this cannot renew: it was revoked or declined, is of another utility, or one of the two is a test");
    }
    sql.update(
        Tables.COLLECTION_AUTHORIZATION,
        authorization,
        granted(sql, submission, scope, receipt)
            .with("expiry_told", false)
            .with("expired_told", false)
            .with("status", "pending")
            .with("status_message", "Looking for meters ...")
            .with("status_ts", sql.now()));
    return authorization;
  }

  private static Values granted(
      Sql sql, Submission submission, ConsentScope scope, String receipt) {
    return Values.none()
        .with("utility", submission.utility())
        .with("customer_email", submission.email())
        .with("expires", scope.expires().orElse(null))
        .with("expires_preset", scope.preset())
        .with("ongoing_end", scope.ongoingEnd())
        .with("scope", new Sql.Json(submission.scope().toString()))
        .with("receipt_hash", Sha256.of(receipt));
  }

  /** The customer's code of the second factor: the sign-in goes on with it. */
  public void code(Sql sql, int authorization, String code) {
    CredentialStore.Credential credential =
        credentials
            .get(sql, authorization)
            .orElseThrow(() -> Refusal.invalid("code", "comes too late; please authorize again"));
    credentials.put(
        sql,
        authorization,
        new CredentialStore.Credential(
            credential.username(), credential.password(), credential.state(), Optional.of(code)));
    Notes.at(sql.now())
        .set(
            sql,
            Tables.COLLECTION_AUTHORIZATION,
            authorization,
            "pending",
            "Signing in with the code ...");
    Told.authorization(sql, EventType.AUTHORIZATION_UPDATE_STARTED, authorization);
    Jobs.schedule(sql, DISCOVER, authorization, sql.now());
  }

  /**
   * Ends a consent for ever: forgets the credentials and deletes what was collected under it. Done
   * again it changes nothing.
   */
  public static void revoke(Sql sql, int authorization) {
    int revoked =
        sql.execute(
            "UPDATE collection_authorization SET revoked = :now WHERE tenant_id = :tenant AND collection_authorization_id = :id AND revoked IS NULL",
            Map.of("now", sql.now(), "id", authorization));
    if (revoked == 0) {
      return;
    }
    end(sql, authorization);
    cancel(sql, authorization, List.of(Collecting.BOOK));
    // In this order, so that each statement finds its rows by an index; the last one takes the
    // rest.
    for (String table :
        List.of(
            "collection_inbox",
            "collection_billing_account",
            "collection_bill",
            "collection_interval",
            "collection_meter",
            "collection_document")) {
      sql.execute(
          "DELETE FROM %s WHERE tenant_id = :tenant AND collection_authorization_id = :id"
              .formatted(table),
          Map.of("id", authorization));
    }
    sql.recordEdit(Tables.COLLECTION_AUTHORIZATION, authorization, "{\"revoked\": true}");
    Told.authorization(sql, EventType.AUTHORIZATION_REVOKED, authorization);
  }

  /** Ends a consent whose time is over; what was collected stays. */
  public static void expire(Sql sql, int authorization) {
    int told =
        sql.execute(
            "UPDATE collection_authorization SET expired_told = true WHERE tenant_id = :tenant AND collection_authorization_id = :id AND NOT expired_told AND revoked IS NULL",
            Map.of("id", authorization));
    if (told > 0) {
      end(sql, authorization);
      sql.recordEdit(Tables.COLLECTION_AUTHORIZATION, authorization, "{\"expired\": true}");
      Told.authorization(sql, EventType.AUTHORIZATION_EXPIRED, authorization);
    }
  }

  /** Nothing more is collected: no credentials, no jobs, no monitoring. */
  private static void end(Sql sql, int authorization) {
    CredentialStore.forget(sql, authorization);
    Collecting.abandon(sql, authorization);
    Map<String, Object> id = Map.of("id", authorization);
    Jobs.cancel(sql, DISCOVER, authorization);
    Jobs.cancel(sql, EXPIRE, authorization);
    cancel(sql, authorization, List.of(Collecting.COLLECT, Collecting.MONITOR));
    sql.execute(
        "UPDATE collection_meter SET frequency = 'off', next_refresh = NULL, fixed_refresh_day = NULL WHERE tenant_id = :tenant AND collection_authorization_id = :id AND frequency <> 'off'",
        id);
    sql.execute(
        "UPDATE collection_meter SET status = 'errored', status_message = 'The authorization has ended.', status_ts = :now WHERE tenant_id = :tenant AND collection_authorization_id = :id AND status = 'pending'",
        Map.of("id", authorization, "now", sql.now()));
  }

  /** Forgets the jobs of these kinds of an authorization's meters. */
  private static void cancel(Sql sql, int authorization, List<String> kinds) {
    sql.execute(
        """
        DELETE FROM job WHERE tenant_id = :tenant AND kind = ANY(:kinds) AND subject_id IN (
          SELECT m.collection_meter_id FROM collection_meter m WHERE m.tenant_id = :tenant AND m.collection_authorization_id = :id)
        """,
        Map.of("id", authorization, "kinds", kinds));
  }

  /** Removes every trace of an authorization; only a test's may be. */
  public static void delete(Sql sql, int authorization) {
    revoke(sql, authorization);
    sql.execute(
        "UPDATE collection_form SET collection_authorization_id = NULL WHERE tenant_id = :tenant AND collection_authorization_id = :id",
        Map.of("id", authorization));
    sql.delete(Tables.COLLECTION_AUTHORIZATION, authorization);
  }

  private static Instant warning(Instant now, Instant end) {
    Instant warning = end.minus(WARNING);
    return warning.isBefore(now) ? now : warning;
  }

  /** The authorization that a receipt opens. */
  public static Optional<Integer> byReceipt(Sql sql, String receipt) {
    Map<String, Object> parameters = new HashMap<>(Map.of("hash", Sha256.of(receipt)));
    return sql.first(
        "SELECT a.collection_authorization_id FROM collection_authorization a WHERE a.tenant_id = :tenant AND a.receipt_hash = :hash",
        parameters,
        row -> row.integer(1));
  }

  /** A text that nobody guesses, for links. */
  static String random() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String referral() {
    StringBuilder text = new StringBuilder(REFERRAL);
    RANDOM.ints(REFERRAL, 0, LETTERS.length()).forEach(place -> text.append(LETTERS.charAt(place)));
    return text.toString();
  }
}
