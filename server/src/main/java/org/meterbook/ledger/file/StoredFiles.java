package org.meterbook.ledger.file;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Operation;
import org.meterbook.api.Problem;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * Files by the text that others quote: the answer of the upload, {@code 17-manual.pdf}. One that
 * nobody quotes within a day goes.
 */
public final class StoredFiles {
  private static final Duration UNQUOTED = Duration.ofDays(1);

  private StoredFiles() {}

  /** Keeps a file; answers how it is quoted. Its bytes are no part of the audit log. */
  static String add(Sql sql, int type, String name, byte[] content) {
    sql.execute(
        """
        DELETE FROM stored_file f WHERE f.tenant_id = :tenant AND f.created_date < :before
          AND NOT EXISTS (SELECT 1 FROM udf_value v WHERE v.tenant_id = f.tenant_id AND v.stored_file_id = f.stored_file_id)
          AND NOT EXISTS (SELECT 1 FROM vendor n WHERE n.tenant_id = f.tenant_id AND n.consent_file_id = f.stored_file_id)
        """,
        Map.of("before", sql.now().minus(UNQUOTED)));
    int id = sql.nextId(Tables.STORED_FILE);
    String kept = id + "-" + name.replaceAll("[^\\p{L}\\p{N}._ -]", "_");
    Map<String, Object> values = new java.util.HashMap<>();
    values.put("id", id);
    values.put("type", type);
    values.put("name", kept);
    values.put("content", content);
    values.put("user", sql.author().userId());
    values.put("now", sql.now());
    sql.execute(
        "INSERT INTO stored_file (tenant_id, stored_file_id, file_data_type_id, name, content, created_by, created_date)"
            + " VALUES (:tenant, :id, :type, :name, :content, :user::int, :now)",
        values);
    return kept;
  }

  /** The file that a text quotes, if it is of this type. */
  public static Optional<Integer> find(Sql sql, String quoted, int type) {
    return sql.first(
        "SELECT f.stored_file_id FROM stored_file f WHERE f.tenant_id = :tenant AND f.stored_file_id = :id"
            + " AND f.name = :name AND f.file_data_type_id = :type",
        Map.of("id", id(quoted), "name", quoted.strip(), "type", type),
        row -> row.integer(1));
  }

  private static int id(String quoted) {
    String digits = quoted.strip().replaceFirst("-.*", "");
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
  }

  /** Hands out the file with this id, or refuses where there is none. */
  public static Operation.File download(Sql sql, Optional<Integer> id) {
    String name =
        id.flatMap(file ->
                sql.first(
                    "SELECT f.name FROM stored_file f WHERE f.tenant_id = :tenant AND f.stored_file_id = :id",
                    Map.of("id", file),
                    row -> row.text(1)))
            .orElseThrow(() -> Problem.notFound("No file was uploaded there."));
    return new Operation.File(
        name.replaceFirst("^\\d+-", ""),
        "application/octet-stream",
        (call, out) -> out.write(content(call.sql(), id.orElseThrow())));
  }

  private static byte[] content(Sql sql, int id) {
    return sql.first(
            "SELECT f.content FROM stored_file f WHERE f.tenant_id = :tenant AND f.stored_file_id = :id",
            Map.of("id", id),
            row -> java.util.Objects.requireNonNull(row.bytesOrNull(1)))
        .orElseThrow();
  }
}
