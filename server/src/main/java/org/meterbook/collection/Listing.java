package org.meterbook.collection;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/** A listing that is written while it is read: only one object is held. */
final class Listing {
  private static final int FETCH = 200;

  private final OutputStream out;
  private final int limit;
  private int written;
  private boolean more;
  private String last = "";
  private String tail = "";

  /**
   * An object of the list.
   *
   * @param text as JSON
   */
  record Item(String uid, String text) {}

  Listing(OutputStream out, String plural, int limit) throws IOException {
    this.out = out;
    this.limit = limit;
    put("{\"" + plural + "\":[");
  }

  /** Writes what a statement finds, which is asked for one row more than is answered. */
  void write(Sql sql, String statement, Map<String, ?> parameters, Function<Row, Item> object) {
    sql.each(
        NamedSql.compile(statement),
        parameters,
        FETCH,
        row -> {
          if (written == limit) {
            more = true;
            return;
          }
          Item item = object.apply(row);
          try {
            put((written > 0 ? "," : "") + item.text());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          last = item.uid();
          written++;
        });
  }

  /** Says something of the whole list, after its objects. */
  void flag(String name, boolean value) {
    tail = ",\"" + name + "\":" + value;
  }

  /** Ends the list with the address of what follows, if anything does. */
  void end(Function<String, @Nullable String> next) throws IOException {
    put(
        "]"
            + tail
            + ",\"next\":"
            + Notes.JSON.writeValueAsString(more ? next.apply(last) : null)
            + "}");
  }

  private void put(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What bills and intervals begin with. */
  static Map<String, String> head(
      String uid, int meter, int authorization, Instant created, Instant updated) {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("uid", uid);
    head.put("meter_uid", String.valueOf(meter));
    head.put("authorization_uid", String.valueOf(authorization));
    head.put("created", Stamp.utc(created));
    head.put("updated", Stamp.utc(updated));
    return head;
  }

  /** An object of texts without its closing brace. */
  static String opened(Map<String, String> head) {
    String text = Notes.JSON.writeValueAsString(head);
    return text.substring(0, text.length() - 1);
  }
}
