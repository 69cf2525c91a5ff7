package org.meterbook.ledger.setup;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of a sheet.
 *
 * @param heading what stands above it
 * @param send the dotted path of the property in a body; empty where none is sent
 * @param shown finds its value in an answer
 * @param put sets its value in a body
 * @param cell what it holds
 * @param use when it is sent
 * @param udf the custom field that it is; 0 for none
 */
record Column(
    String heading,
    String send,
    Function<JsonNode, JsonNode> shown,
    Put put,
    Cell cell,
    Use use,
    int udf) {

  /** Sets a value in a body. */
  interface Put {
    /**
     * @param body what is going to be sent
     * @param current the row as it is; missing of a new one
     */
    void set(ObjectNode body, JsonNode value, JsonNode current);
  }

  /** When a column is sent. */
  enum Use {
    ALWAYS,
    /** Cannot change afterwards. */
    CREATE,
    /** A new row cannot have it: it is edited at once. */
    EDIT,
    /** Is never shown; an empty cell leaves it. */
    SECRET
  }

  /** A column of the same name in bodies and answers. */
  static Column of(String heading, String path, Cell cell) {
    return of(heading, path, path, cell);
  }

  static Column of(String heading, String send, String shown, Cell cell) {
    return new Column(
        heading,
        send,
        row -> Json.at(row, shown),
        (body, value, _) -> Json.put(body, send, value),
        cell,
        Use.ALWAYS,
        0);
  }

  static Column text(String heading, String path) {
    return of(heading, path, Cell.Plain.TEXT);
  }

  static Column number(String heading, String path) {
    return of(heading, path, Cell.Plain.NUMBER);
  }

  static Column date(String heading, String path) {
    return of(heading, path, Cell.Plain.DATE);
  }

  static Column truth(String heading, String path) {
    return of(heading, path, Cell.Plain.TRUTH);
  }

  /** A column of codes, whose ids are sent and shown. */
  static Column code(String heading, String send, String shown, Lookup of) {
    return of(heading, send, shown, new Cell.Code(of));
  }

  Column heading(String other) {
    return new Column(other, send, shown, put, cell, use, udf);
  }

  Column use(Use other) {
    return new Column(heading, send, shown, put, cell, other, udf);
  }

  Column showing(Function<JsonNode, JsonNode> other) {
    return new Column(heading, send, other, put, cell, use, udf);
  }

  Column putting(Put other) {
    return new Column(heading, send, shown, other, cell, use, udf);
  }

  /** Is it the column of a property that a refusal names? */
  boolean isOf(String field) {
    return udf == 0 && !send.isEmpty() && (field.equals(send) || field.startsWith(send + "["));
  }
}
