package org.meterbook.collection.connector.file;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterbook.collection.connector.Found;
import org.meterbook.store.Sql;

/**
 * A document of an authorization, without its bytes.
 *
 * @param inbox its row in the inbox
 * @param id its own
 * @param waiting nobody has read it yet
 */
record DroppedDocument(int inbox, int id, String media, Instant created, boolean waiting) {
  /** Those that are read, or may be; in the order in which they came. */
  static List<DroppedDocument> of(Sql sql, int authorization) {
    return sql.list(
        """
        SELECT i.collection_inbox_id, d.collection_document_id, d.media, i.created, i.status = 'waiting' FROM collection_inbox i
        JOIN collection_document d ON d.tenant_id = i.tenant_id AND d.collection_document_id = i.collection_document_id
        WHERE i.tenant_id = :tenant AND i.collection_authorization_id = :authorization
          AND (i.status = 'waiting' OR (i.status = 'read' AND i.reason IS NULL)) ORDER BY 1
        """,
        Map.of("authorization", authorization),
        row ->
            new DroppedDocument(
                row.integer(1), row.integer(2), row.text(3), row.instant(4), row.bool(5)));
  }

  /** A document with its bytes. */
  static Optional<Found.Document> load(Sql sql, int id) {
    return sql.first(
        "SELECT d.name, d.media, d.bytes FROM collection_document d WHERE d.tenant_id = :tenant AND d.collection_document_id = :id",
        Map.of("id", id),
        row ->
            new Found.Document(
                row.text(1), row.text(2), Objects.requireNonNull(row.bytesOrNull(3))));
  }
}
