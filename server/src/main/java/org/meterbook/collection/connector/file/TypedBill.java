package org.meterbook.collection.connector.file;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.Notes;
import org.meterbook.collection.connector.Found;
import tools.jackson.databind.JsonNode;

/** A bill that somebody typed, with the document beside it. */
final class TypedBill {
  private TypedBill() {}

  static Found.Bill read(byte[] json) {
    JsonNode typed = Notes.JSON.readTree(json);
    LocalDate end = LocalDate.parse(typed.path("end").asString(""));
    String volume = text(typed, "volume");
    String cost = text(typed, "total_cost");
    String unit = text(typed, "unit");
    return SimpleBill.of(
        service(typed, unit),
        new SimpleBill.Days(
            LocalDate.parse(typed.path("start").asString("")),
            end,
            LocalDate.parse(typed.path("statement").asString(end.toString()))),
        new SimpleBill.Totals(
            cost == null ? null : new BigDecimal(cost),
            volume == null ? null : Double.valueOf(volume),
            unit == null ? null : BillUnit.of(unit)),
        "pdf");
  }

  /** The document that was typed from. */
  static Optional<Integer> document(byte[] json) {
    JsonNode document = Notes.JSON.readTree(json).path("document");
    return document.isInt() ? Optional.of(document.intValue()) : Optional.empty();
  }

  private static Found.Service service(JsonNode typed, @Nullable String unit) {
    return new Found.Service(
        typed.path("service_identifier").asString(""),
        null,
        unit == null ? "unknown" : BillUnit.serviceClass(BillUnit.of(unit), null),
        null,
        List.of(),
        null,
        null,
        text(typed, "account"));
  }

  private static @Nullable String text(JsonNode typed, String key) {
    JsonNode value = typed.path(key);
    return value.isString() ? value.stringValue() : null;
  }
}
