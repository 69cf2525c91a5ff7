package org.meterbook.collection;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.meterbook.api.Operation;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/** The documents that bills came as. */
final class Documents {
  static final String PDF = "application/pdf";

  private static final String BILLS =
      """
      FROM collection_bill t JOIN collection_meter m ON m.tenant_id = t.tenant_id AND m.collection_meter_id = t.collection_meter_id
      JOIN collection_document d ON d.tenant_id = t.tenant_id AND d.collection_document_id = t.collection_document_id
      WHERE t.tenant_id = :tenant AND d.media = 'application/pdf'
      """;

  /** Each may have megabytes. */
  private static final int FETCH = 2;

  private Documents() {}

  /** The document as a file. */
  static Optional<Operation.File> find(Sql sql, int document) {
    return sql.first(
        "SELECT d.name, d.media, d.bytes FROM collection_document d WHERE d.tenant_id = :tenant AND d.collection_document_id = :id",
        Map.of("id", document),
        row -> {
          byte[] bytes = bytes(row, 3);
          return new Operation.File(row.text(1), row.text(2), (_, out) -> out.write(bytes));
        });
  }

  /** The newest bill of a meter that is a PDF. */
  static Optional<Integer> latest(Sql sql, int meter) {
    return sql.first(
        "SELECT d.collection_document_id "
            + BILLS
            + " AND t.collection_meter_id = :meter ORDER BY t.begins DESC, t.collection_bill_id DESC LIMIT 1",
        Map.of("meter", meter),
        row -> row.integer(1));
  }

  static boolean any(Sql sql, Span span) {
    return sql.exists(span.all("SELECT 1 " + BILLS, "LIMIT 1"), span.parameters());
  }

  /** All PDFs, each once: a file may hold several bills. */
  static void zip(Sql sql, Span span, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    // What is in a PDF is packed already.
    zip.setLevel(Deflater.NO_COMPRESSION);
    sql.each(
        NamedSql.compile(
            span.all(
                "SELECT x.meter, x.id, d.name, d.created, d.bytes FROM (SELECT min(t.collection_meter_id) AS meter, d.collection_document_id AS id "
                    + BILLS,
                "GROUP BY d.collection_document_id) x JOIN collection_document d ON d.tenant_id = :tenant AND d.collection_document_id = x.id ORDER BY x.meter, x.id")),
        span.parameters(),
        FETCH,
        row -> entry(zip, row));
    zip.finish();
  }

  private static void entry(ZipOutputStream zip, Row row) {
    try {
      ZipEntry entry =
          new ZipEntry("%d/%d_%s".formatted(row.integer(1), row.integer(2), fileName(row.text(3))));
      entry.setLastModifiedTime(java.nio.file.attribute.FileTime.from(row.instant(4)));
      zip.putNextEntry(entry);
      zip.write(bytes(row, 5));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Row row, int column) {
    return Objects.requireNonNull(row.bytesOrNull(column));
  }

  /** A name that is safe as a file's and in a link. */
  static String fileName(String name) {
    String safe = name.replaceAll("[^\\w.-]+", "_").replaceFirst("^[._]+", "");
    String cut = safe.length() > 100 ? safe.substring(safe.length() - 100) : safe;
    return cut.isEmpty() ? "file" : cut;
  }
}
