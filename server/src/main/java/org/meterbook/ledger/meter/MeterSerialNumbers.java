package org.meterbook.ledger.meter;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.CodeHistory;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** A meter is exchanged and goes on under another serial number. */
final class MeterSerialNumbers {
  private static final CodeHistory HISTORY =
      new CodeHistory(Tables.METER, "serial_number", Tables.METER_SERIAL_NUMBER_HISTORY);

  private MeterSerialNumbers() {}

  record MeterSerialNumberHistoryRequest(
      @Required @Length(min = 1, max = 255) @Meaning("the number from now on")
          String newSerialNumber,
      @Defined @Meaning("when it changed; null: today")
          @Nullable LocalDateTime serialNumberChangeDate) {}

  /** Adds the serial number that a meter had before. */
  static Shape.Builder history(Shape.Builder shape) {
    return shape.one(
        "serialNumberHistory",
        HISTORY.child(
            "MeterSerialNumberHistoryChild", "previousSerialNumber", "serialNumberChangeDate"),
        HISTORY.latest(),
        "the serial number it had before; null without one");
  }

  /** Adds the serial number that a meter had before, as a search shows it. */
  static Shape.Builder found(Shape.Builder shape) {
    return HISTORY.found(shape, "previousSerialNumber", "the serial number it had before");
  }

  static void register(Operations operations) {
    operations
        .resource(
            history(
                    Shape.of("MeterSerialNumberHistoryResponse", Tables.METER)
                        .integer("meterId", "identifier of the meter")
                        .text("serialNumber", "current serial number"))
                .build())
        .write(
            "EditMeterSerialNumberVersionV3",
            "PUT",
            "/api/v3/meter/{meterId}/serialnumberversion",
            "Meters (Edit)",
            MeterSerialNumberHistoryRequest.class,
            MeterSerialNumbers::change,
            "Gives a meter a new serial number and keeps the old one.");
  }

  private static List<Integer> change(Call call, MeterSerialNumberHistoryRequest request) {
    int id = call.id("meterId");
    String number = request.newSerialNumber().strip();
    if (HISTORY.change(call, id, number, request.serialNumberChangeDate())) {
      call.sql().update(Tables.METER, id, Values.none().with("serial_number", number));
    }
    return List.of(id);
  }
}
