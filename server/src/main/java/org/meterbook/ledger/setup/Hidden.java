package org.meterbook.ledger.setup;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What is sent beside the columns.
 *
 * @param send the dotted path of the property
 * @param value what it is
 */
record Hidden(String send, Value value) {
  interface Value {
    /**
     * @param ids of the row's parts, by their names
     * @param current the row as it is; missing of a new one
     */
    JsonNode of(Map<String, Integer> ids, JsonNode current);
  }

  /** What is there stays, for bodies that replace all of a row. */
  static Hidden kept(String send, String shown) {
    return new Hidden(send, (_, current) -> Json.at(current, shown));
  }

  /** The id of another part of the row. */
  static Hidden part(String send) {
    return new Hidden(send, (ids, _) -> Cell.JSON.numberNode(ids.getOrDefault(send, 0)));
  }

  /** Always the same. */
  static Hidden fixed(String send, JsonNode value) {
    return new Hidden(send, (_, _) -> value);
  }
}
