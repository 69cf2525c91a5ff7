package org.meterbook.collection.page;

import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;

/**
 * A file that was taken in.
 *
 * @param status as the inbox has it
 * @param reason why it waits for a person; may be empty
 */
record HandedFile(int inbox, String name, String status, String reason) {
  /** So many are listed, and taken, of one authorization. */
  static final int MOST = 200;

  /** The files of an authorization, newest first. */
  static List<HandedFile> of(Sql sql, int authorization) {
    return sql.list(
        """
        SELECT i.collection_inbox_id, d.name, i.status, coalesce(i.reason, '') FROM collection_inbox i
        JOIN collection_document d ON d.tenant_id = i.tenant_id AND d.collection_document_id = i.collection_document_id
        WHERE i.tenant_id = :tenant AND i.collection_authorization_id = :authorization AND i.way <> 'typed'
        ORDER BY i.created DESC, i.collection_inbox_id DESC LIMIT %d
        """
            .formatted(MOST),
        Map.of("authorization", authorization),
        row -> new HandedFile(row.integer(1), row.text(2), row.text(3), row.text(4)));
  }

  boolean waits() {
    return status.equals("pending_manual") || status.equals("refused");
  }

  /** What became of it, for people. */
  String text() {
    return switch (status) {
      case "waiting" -> "Taken. It is read in a moment.";
      case "read" -> "Read.";
      case "pending_manual" -> ("Taken. Waiting for a person to read it: " + reason).strip();
      default -> ("Not taken: " + reason).strip();
    };
  }
}
