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
   * @param statement day of the statement; null: the batch's
   * @param batch an open batch; null: the caller's only open one, else a new one
   * @param key by which it is recognized when it comes again
   */
  public record Entry(
      int account,
      int meter,
      LocalDateTime begin,
      LocalDateTime end,
      @Nullable LocalDateTime statement,
      boolean estimated,
      @Nullable String note,
      List<Line> lines,
      @Nullable Integer batch,
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
    int bill = BillEntry.create(call, request(entry));
    name(call, bill, entry.key());
    return bill;
  }

  private static void name(Call call, int bill, String key) {
    call.sql()
        .execute(
            "UPDATE bill SET import_key = :key WHERE tenant_id = :tenant AND bill_id = :id",
            Map.of("key", key, "id", bill));
  }

  /**
   * A bill of the same account, meter and span that came by another way, with its total.
   *
   * @param prefix of the keys that are of one's own way
   */
  public static Optional<Map.Entry<Integer, BigDecimal>> twin(
      Call call, Entry entry, String prefix) {
    return call.sql()
        .first(
            """
            SELECT b.bill_id, coalesce(b.total_cost, 0) FROM bill b WHERE b.tenant_id = :tenant AND b.account_id = :account
              AND b.begin_date = :begin AND b.end_date = :end AND coalesce(b.import_key, '') NOT LIKE :prefix || '%'
              AND EXISTS (SELECT 1 FROM body_line l WHERE l.tenant_id = b.tenant_id AND l.bill_id = b.bill_id AND l.meter_id = :meter)
            ORDER BY b.bill_id LIMIT 1
            """,
            Map.of(
                "account", entry.account(),
                "meter", entry.meter(),
                "begin", entry.begin(),
                "end", entry.end(),
                "prefix", prefix),
            row -> Map.entry(row.integer(1), row.decimal(2)));
  }

  /** What the lines add up to, as the bill's total does where none of them is a credit. */
  public static BigDecimal total(Entry entry) {
    return entry.lines().stream()
        .map(Line::cost)
        .filter(java.util.Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Puts a corrected bill in the place of its earlier self, whose lines stay in the change log; its
   * batch stays.
   *
   * @throws org.meterbook.api.Problem the rules refuse it
   */
  public static void replace(Call call, int bill, Entry entry) {
    BillEntry.replace(call, bill, request(entry));
    name(call, bill, entry.key());
  }

  private static BillRequests.BillCreate request(Entry entry) {
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
    return new BillRequests.BillCreate(
        entry.account(),
        entry.batch(),
        entry.begin(),
        entry.end(),
        null,
        null,
        entry.estimated(),
        false,
        entry.statement(),
        null,
        null,
        null,
        null,
        entry.note(),
        List.of(new BillRequests.BillMeterCreate(entry.meter(), lines)),
        null);
  }
}
