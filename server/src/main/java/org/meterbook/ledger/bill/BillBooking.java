package org.meterbook.ledger.bill;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;

/** Books a bill that another room has, by the rules of one that is entered by hand. */
public final class BillBooking {
  private BillBooking() {}

  /**
   * A line of a meter.
   *
   * @param value in the unit; both or neither
   * @param cost in the currency, rounded to cents; both or neither
   */
  public record Line(
      int observationTypeId,
      String caption,
      @Nullable Double value,
      @Nullable Integer unitId,
      @Nullable BigDecimal cost,
      @Nullable Integer currencyId) {}

  /**
   * A bill of one meter.
   *
   * @param begin first day
   * @param end the day after the last one
   * @param key by which it is recognized when it comes again
   */
  public record Entry(
      int account,
      int meter,
      LocalDateTime begin,
      LocalDateTime end,
      boolean estimated,
      @Nullable String note,
      List<Line> lines,
      String key) {}

  /** The bill that was booked under a key. */
  public static Optional<Integer> find(Call call, String key) {
    return call.sql()
        .first(
            "SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.import_key = :key",
            Map.of("key", key),
            row -> row.integer(1));
  }

  /**
   * Books a bill; answers its id.
   *
   * @throws org.meterbook.api.Problem the rules refuse it
   */
  public static int book(Call call, Entry entry) {
    List<BillRequests.BillMeterBodyLineCreate> lines =
        entry.lines().stream()
            .map(line ->
                new BillRequests.BillMeterBodyLineCreate(
                    line.observationTypeId(),
                    line.unitId(),
                    line.value(),
                    line.currencyId(),
                    line.cost(),
                    line.caption()))
            .toList();
    int bill =
        BillEntry.create(
            call,
            new BillRequests.BillCreate(
                entry.account(),
                null,
                entry.begin(),
                entry.end(),
                null,
                null,
                entry.estimated(),
                false,
                null,
                null,
                null,
                null,
                null,
                entry.note(),
                List.of(new BillRequests.BillMeterCreate(entry.meter(), lines)),
                null));
    call.sql()
        .execute(
            "UPDATE bill SET import_key = :key WHERE tenant_id = :tenant AND bill_id = :id",
            Map.of("key", entry.key(), "id", bill));
    return bill;
  }
}
