package org.meterbook.collection.work;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.collection.Blocks;
import org.meterbook.collection.Notes;
import org.meterbook.collection.connector.Found;
import org.meterbook.store.Sha256;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bills of a meter: a corrected one replaces its earlier self, an equal one changes nothing.
 */
final class BillRows {
  private BillRows() {}

  /** Stores bills with their documents; answers how many were new or had changed. */
  static int save(Sql sql, Run run, Map<Found.BillEntry, Found.Bill> bills) {
    if (bills.isEmpty()) {
      return 0;
    }
    int first = sql.nextIds(Tables.COLLECTION_BILL, bills.size());
    int firstDocument = sql.nextIds(Tables.COLLECTION_DOCUMENT, bills.size());
    Map<Found.Document, String> digests = digests(bills.values());
    Map<String, Integer> kept = documents(sql, run, digests.values());
    ArrayNode rows = Notes.JSON.createArrayNode();
    ArrayNode documents = Notes.JSON.createArrayNode();
    int i = 0;
    for (Map.Entry<Found.BillEntry, Found.Bill> each : bills.entrySet()) {
      Found.Bill bill = each.getValue();
      Optional<Integer> known = bill.document().map(digests::get).map(kept::get);
      int document = known.orElse(firstDocument + i);
      String path =
          bill.document()
              .map(found -> "/files/pdf_bill/%d/%s".formatted(document, found.name()))
              .orElse("");
      ObjectNode blocks = Blocks.ofBill(bill, run.zone());
      String fingerprint = fingerprint(blocks);
      Blocks.link(blocks, path);
      ObjectNode row =
          rows.addObject()
              .put("id", first + i)
              .put("key", bill.key())
              .put("revision", each.getKey().revision())
              .put("fingerprint", fingerprint)
              .put("begins", bill.start().atStartOfDay(run.zone()).toInstant().toString())
              .put("ends", bill.end().atStartOfDay(run.zone()).toInstant().toString())
              .put("notes", BillAudit.of(bill, sql.now()).json())
              .put("blocks", blocks.toString());
      bill.document()
          .ifPresent(found -> {
            row.put("document", document);
            if (known.isPresent()) {
              return;
            }
            documents
                .addObject()
                .put("id", document)
                .put("name", found.name())
                .put("media", found.media())
                .put("digest", digests.get(found))
                .put("bytes", Base64.getEncoder().encodeToString(found.bytes()));
          });
      i++;
    }
    return write(sql, run, rows, documents);
  }

  /** By identity: a document is compared by its digest, not by its bytes. */
  private static Map<Found.Document, String> digests(Collection<Found.Bill> bills) {
    Map<Found.Document, String> digests = new IdentityHashMap<>();
    bills.forEach(
        bill -> bill.document().ifPresent(found -> digests.put(found, Sha256.hex(found.bytes()))));
    return digests;
  }

  /** The ids of documents that were handed over, or came before, by their digests. */
  private static Map<String, Integer> documents(Sql sql, Run run, Collection<String> digests) {
    Map<String, Integer> documents = new HashMap<>();
    if (!digests.isEmpty()) {
      sql.list(
              """
              SELECT encode(d.digest, 'hex'), min(d.collection_document_id) FROM collection_document d
              WHERE d.tenant_id = :tenant AND d.collection_authorization_id = :authorization
                AND d.digest IN (SELECT decode(x.hex, 'hex') FROM unnest(:digests::text[]) AS x(hex)) GROUP BY d.digest
              """,
              Map.of("authorization", run.authorization(), "digests", digests),
              row -> documents.put(row.text(1), row.integer(2)))
          .clear();
    }
    return documents;
  }

  private static int write(Sql sql, Run run, ArrayNode rows, ArrayNode documents) {
    Map<String, Object> values = new HashMap<>();
    values.put("meter", run.meter());
    values.put("authorization", run.authorization());
    values.put("now", sql.now());
    values.put("rows", rows.toString());
    List<Integer> kept =
        sql.list(
            """
            INSERT INTO collection_bill (tenant_id, collection_bill_id, collection_meter_id, collection_authorization_id, created, updated,
              utility_key, revision, fingerprint, begins, ends, notes, blocks, collection_document_id)
            SELECT :tenant, r.id, :meter, :authorization, :now, :now, r.key, r.revision, r.fingerprint, r.begins, r.ends, r.notes::json, r.blocks::json, r.document
            FROM jsonb_to_recordset(:rows::jsonb) AS r(id int, key text, revision text, fingerprint text, begins timestamptz, ends timestamptz,
              notes text, blocks text, document int)
            ON CONFLICT (tenant_id, collection_meter_id, utility_key) DO UPDATE SET updated = excluded.updated, revision = excluded.revision,
              fingerprint = excluded.fingerprint, begins = excluded.begins, ends = excluded.ends, notes = excluded.notes, blocks = excluded.blocks,
              collection_document_id = excluded.collection_document_id, version = collection_bill.version + 1
            WHERE collection_bill.fingerprint <> excluded.fingerprint
            RETURNING coalesce(collection_document_id, 0)
            """,
            values,
            row -> row.integer(1));
    values.put("rows", documents.toString());
    values.put("kept", kept);
    sql.execute(
        """
        INSERT INTO collection_document (tenant_id, collection_document_id, collection_authorization_id, created, name, media, digest, bytes)
        SELECT :tenant, r.id, :authorization, :now, r.name, r.media, decode(r.digest, 'hex'), decode(r.bytes, 'base64')
        FROM jsonb_to_recordset(:rows::jsonb) AS r(id int, name text, media text, digest text, bytes text) WHERE r.id = ANY(:kept)
        """,
        values);
    return kept.size();
  }

  /**
   * The bills that are there already.
   *
   * @param revisions by key
   * @param first the day on which the oldest begins
   */
  record Known(Map<String, String> revisions, Optional<LocalDate> first) {
    /** Is the bill there, just like this? */
    boolean has(Found.BillEntry entry) {
      return !entry.revision().isEmpty() && entry.revision().equals(revisions.get(entry.key()));
    }
  }

  static Known known(Sql sql, int meter, ZoneId zone) {
    Map<String, String> revisions = new HashMap<>();
    List<LocalDate> days =
        sql.list(
            "SELECT b.utility_key, b.revision, b.begins FROM collection_bill b WHERE b.tenant_id = :tenant AND b.collection_meter_id = :meter ORDER BY b.begins",
            Map.of("meter", meter),
            row -> {
              revisions.put(row.text(1), row.text(2));
              return LocalDate.ofInstant(row.instant(3), zone);
            });
    return new Known(revisions, days.stream().findFirst());
  }

  /** Half of a digest is enough to tell a bill from its corrected self. */
  private static String fingerprint(ObjectNode blocks) {
    return Sha256.hex(blocks.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }
}
