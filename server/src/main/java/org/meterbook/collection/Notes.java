package org.meterbook.collection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The state of an authorization or a meter, as it is shown: status, message, and notes of which the
 * newest of each type counts.
 */
public final class Notes {
  public static final JsonMapper JSON = new JsonMapper();

  private final Instant now;
  private final List<ObjectNode> notes = new ArrayList<>();

  private Notes(Instant now) {
    this.now = now;
  }

  /** No notes yet. */
  public static Notes at(Instant now) {
    return new Notes(now);
  }

  public Notes with(String type, String message) {
    return with(type, message, Map.of());
  }

  /** A note that says when it will go on. */
  public Notes with(String type, String message, Instant eta) {
    return with(type, message, Map.of("eta", Stamp.utc(eta)));
  }

  public Notes with(String type, String message, Map<String, String> more) {
    ObjectNode note =
        JSON.createObjectNode().put("type", type).put("msg", message).put("ts", Stamp.utc(now));
    more.forEach(note::put);
    notes.add(note);
    return this;
  }

  /** As they are stored and shown. */
  public String json() {
    ArrayNode all = JSON.createArrayNode();
    notes.forEach(all::add);
    return all.toString();
  }

  /** Sets status, message and notes of a row, and when. */
  public void set(Sql sql, Table table, int id, String status, String message) {
    sql.execute(
        "UPDATE %s SET status = :status, status_message = :message, status_ts = :now, notes = :notes::json WHERE tenant_id = :tenant AND %s = :id"
            .formatted(table.name(), table.key()),
        Map.of("status", status, "message", message, "now", sql.now(), "notes", json(), "id", id));
  }
}
