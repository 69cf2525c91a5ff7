package org.meterbook.collection;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Problem;
import org.meterbook.job.Jobs;
import org.meterbook.store.Sha256;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files that were handed over in place of a utility's website. Each step is one transaction of the
 * caller's; the same file again changes nothing.
 */
public final class Inbox {
  /** The utility of authorizations whose data is handed over. */
  public static final String UTILITY = "UPLOAD";

  /** The largest file, in bytes. */
  public static final int LARGEST = 20 << 20;

  static final String TYPED = "typed";

  private final Consent consent;

  public Inbox(Consent consent) {
    this.consent = consent;
  }

  /**
   * A file on its way in.
   *
   * @param name as its owner calls it
   * @param way {@code upload}, {@code page} or {@code folder}
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Dropped(String name, byte[] bytes, String way) {}

  /**
   * What became of it.
   *
   * @param status {@code waiting}, {@code read}, {@code pending_manual} or {@code refused}
   * @param known the same file was there before
   */
  public record Taken(int uid, int authorization, String status, boolean known) {}

  /**
   * The authorization under which a customer's files are handed over; made where there is none.
   *
   * @param customer an e-mail address or a name
   * @throws Problem 400 where the customer's consent has ended, or there is no template
   */
  public int authorization(Sql sql, String customer) {
    Template template =
        sql.first(
                "SELECT collection_template_id, user_id FROM collection_template WHERE tenant_id = :tenant AND NOT disabled ORDER BY created DESC, collection_template_id DESC LIMIT 1",
                Map.of(),
                row -> new Template(row.integer(1), row.integer(2)))
            .orElseThrow(() ->
                Refusal.missing(
                    "There is no enabled template yet; make one with: meterbook portal create"));
    // Two files of a new customer at the same time are of one authorization.
    sql.lock(Tables.COLLECTION_TEMPLATE, java.util.List.of(template.id()));
    return sql.first(
            "SELECT collection_authorization_id FROM collection_authorization WHERE tenant_id = :tenant AND utility = :utility AND NOT is_test AND lower(customer_email) = lower(:customer) ORDER BY created DESC, collection_authorization_id DESC LIMIT 1",
            Map.of("utility", UTILITY, "customer", customer),
            row -> row.integer(1))
        .orElseGet(() -> submit(sql, template, customer));
  }

  private record Template(int id, int user) {}

  private int submit(Sql sql, Template template, String customer) {
    ObjectNode scope = Notes.JSON.createObjectNode().put("expires", "until_revoked");
    return consent
        .submit(
            sql,
            new Submission(
                template.id(),
                Optional.empty(),
                Optional.empty(),
                template.user(),
                customer,
                UTILITY,
                scope,
                "",
                "",
                false))
        .authorization();
  }

  /**
   * Takes a file in; it is read soon after.
   *
   * @throws Problem 400 where it is empty or the authorization takes no files
   */
  public Taken take(Sql sql, int authorization, Dropped file) {
    requireOpen(sql, authorization);
    if (file.bytes().length == 0) {
      throw Refusal.missing("The file is empty.");
    }
    sql.lock(Tables.COLLECTION_AUTHORIZATION, java.util.List.of(authorization));
    byte[] digest = Sha256.of(file.bytes());
    Optional<Taken> known =
        sql.first(
            """
            SELECT i.collection_inbox_id, i.status FROM collection_inbox i
            JOIN collection_document d ON d.tenant_id = i.tenant_id AND d.collection_document_id = i.collection_document_id
            WHERE i.tenant_id = :tenant AND d.collection_authorization_id = :authorization AND d.digest = :digest ORDER BY 1 LIMIT 1
            """,
            Map.of("authorization", authorization, "digest", digest),
            row -> new Taken(row.integer(1), authorization, row.text(2), true));
    return known.orElseGet(() -> {
      String media = MediaType.of(file.bytes());
      int document = document(sql, authorization, file.name(), media, digest, file.bytes());
      return enter(sql, authorization, document, file.way());
    });
  }

  /**
   * Takes what a person read in a file that the server could not read.
   *
   * @param bill as {@code POST /uploads/{uid}/resolve} takes it
   */
  Taken resolve(Sql sql, int inbox, ObjectNode bill) {
    Waiting waiting =
        sql.first(
                """
                SELECT i.collection_authorization_id, i.collection_document_id, d.name, i.status FROM collection_inbox i
                JOIN collection_document d ON d.tenant_id = i.tenant_id AND d.collection_document_id = i.collection_document_id
                WHERE i.tenant_id = :tenant AND i.collection_inbox_id = :id
                """,
                Map.of("id", inbox),
                row -> new Waiting(row.integer(1), row.integer(2), row.text(3), row.text(4)))
            .orElseThrow();
    if (!waiting.status().equals("pending_manual")) {
      throw Refusal.invalid("uid", "names a file that waits for nobody: it is " + waiting.status());
    }
    requireOpen(sql, waiting.authorization());
    byte[] typed =
        bill.put("document", waiting.document())
            .toString()
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int document =
        document(
            sql,
            waiting.authorization(),
            waiting.name() + ".json",
            MediaType.TYPED,
            Sha256.of(typed),
            typed);
    enter(sql, waiting.authorization(), document, TYPED);
    sql.update(
        Tables.COLLECTION_INBOX,
        inbox,
        Values.none().with("status", "read").with("reason", "Typed by hand."));
    return new Taken(inbox, waiting.authorization(), "read", true);
  }

  private record Waiting(int authorization, int document, String name, String status) {}

  private static void requireOpen(Sql sql, int authorization) {
    String utility =
        sql.first(
                "SELECT CASE WHEN revoked IS NULL AND declined IS NULL AND (expires IS NULL OR expires >= :now) THEN utility ELSE '' END FROM collection_authorization WHERE tenant_id = :tenant AND collection_authorization_id = :id",
                Map.of("id", authorization, "now", sql.now()),
                row -> row.text(1))
            .orElseThrow(
                () -> Refusal.notFound("There is no authorization %d.".formatted(authorization)));
    if (utility.isEmpty()) {
      throw Refusal.expiredOrRevoked();
    }
    if (!utility.equals(UTILITY)) {
      throw Refusal.invalid(
          "authorization", "is one of %s, which takes no files".formatted(utility));
    }
  }

  /** The bytes stay out of the change log. */
  private static int document(
      Sql sql, int authorization, String name, String media, byte[] digest, byte[] bytes) {
    int id = sql.nextId(Tables.COLLECTION_DOCUMENT);
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("authorization", authorization);
    values.put("now", sql.now());
    values.put("name", Documents.fileName(name));
    values.put("media", media);
    values.put("digest", digest);
    values.put("bytes", bytes);
    sql.execute(
        """
        INSERT INTO collection_document (tenant_id, collection_document_id, collection_authorization_id, created, name, media, digest, bytes)
        VALUES (:tenant, :id, :authorization, :now, :name, :media, :digest, :bytes)
        """,
        values);
    return id;
  }

  private static Taken enter(Sql sql, int authorization, int document, String way) {
    int id =
        sql.insert(
            Tables.COLLECTION_INBOX,
            Values.none()
                .with("collection_authorization_id", authorization)
                .with("collection_document_id", document)
                .with("created", sql.now())
                .with("way", way)
                .with("status", "waiting"));
    Jobs.schedule(sql, Consent.DISCOVER, authorization, sql.now());
    return new Taken(id, authorization, "waiting", false);
  }
}
