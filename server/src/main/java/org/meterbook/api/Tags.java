package org.meterbook.api;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.http.Exchange;
import org.meterbook.store.Sha256;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;

/**
 * Entity tags. Of one row: {@code "<number of its last change>-<digest of the answer>"}; of
 * everything else the digest alone. A write with {@code If-Match} compares the change number, a
 * read with {@code If-None-Match} the whole.
 */
final class Tags {
  private static final int DIGEST_BYTES = 8;

  private Tags() {}

  /** Has the change log the rows of a table by their ids? */
  static boolean areNumbered(Table table) {
    return !table.shared() && !table.isWide();
  }

  /** The number of a row's last change; 0 where the log has none. */
  static String numberOf(Table table, String row) {
    return "coalesce((SELECT max(c.change_number) FROM change c WHERE c.tenant_id = %1$s.tenant_id AND c.resource = '%2$s' AND c.entity_id = %1$s.%3$s), 0)"
        .formatted(row, table.name(), table.key());
  }

  /** Answers 200 with a tag, or 304 where the client has the same already. */
  static void respond(Exchange exchange, Map<String, String> headers, byte[] body) {
    if (!exchange.method().equals("GET")) {
      exchange.respond(200, headers, body);
      return;
    }
    String pages = headers.getOrDefault("TotalNumberOfRecords", "");
    byte[] digest = Sha256.of(body, pages.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String number = headers.getOrDefault("ETag", "");
    String tag =
        '"'
            + (number.isEmpty() ? "" : number + "-")
            + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES)
            + '"';
    headers.put("ETag", tag);
    boolean known =
        tags(exchange, "If-None-Match").stream()
            .anyMatch(sent -> sent.equals(tag) || sent.equals("*"));
    if (known) {
      headers.remove("Content-Type");
      exchange.respond(304, headers, new byte[0]);
    } else {
      exchange.respond(200, headers, body);
    }
  }

  /**
   * Refuses a write to a row that has changed since the client read it. The row is locked, so that
   * of two such writes the second one sees the first.
   */
  static void require(Request request, Operations operations, PathRows paths, Sql sql) {
    List<String> sent = tags(request.exchange(), "If-Match");
    if (sent.isEmpty()) {
      return;
    }
    Operation operation = request.operation();
    List<String> variables = operation.variables();
    Optional<Table> found =
        variables.isEmpty() || !operation.path().endsWith("{" + variables.getLast() + "}")
            ? Optional.empty()
            : operations.table(operation, variables.getLast());
    if (found.filter(Tags::areNumbered).isEmpty()) {
      throw Problem.invalid("If-Match", "is of no use here: the path names no row to compare");
    }
    if (sent.stream().noneMatch(tag -> tag.equals("*") || tag.matches("\"\\d+-.*"))) {
      throw Problem.invalid(
          "If-Match",
          "needs the ETag of one row, such as \"123-0f…\", or *; this one has no number");
    }
    Table table = found.get();
    int id = paths.rowId(request, sql, variables.getLast(), table);
    // The lock first: a statement that waits for one does not see the log anew.
    Map<String, Integer> ids = Map.of("id", id);
    String row =
        "%s t WHERE t.tenant_id = :tenant AND t.%s = :id".formatted(table.name(), table.key());
    boolean there = sql.exists("SELECT 1 FROM " + row + " FOR UPDATE", ids);
    String number =
        sql.first(
                "SELECT " + numberOf(table, "t") + " FROM " + row,
                ids,
                counted -> counted.number(1))
            .map(String::valueOf)
            .orElse("");
    if (there
        && sent.stream()
            .noneMatch(
                tag -> tag.equals("*") || tag.replaceAll("^\"|-.*|\"$", "").equals(number))) {
      throw Problem.of(
          ErrorCode.PRECONDITION_FAILED,
          "The %s %d has changed since it was read; read it again."
              .formatted(table.name().replace('_', ' '), id));
    }
  }

  private static List<String> tags(Exchange exchange, String header) {
    return exchange
        .header(header)
        .map(text ->
            java.util.Arrays.stream(text.split(",", -1))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .filter(tag -> !tag.isEmpty())
                .toList())
        .orElse(List.of());
  }
}
