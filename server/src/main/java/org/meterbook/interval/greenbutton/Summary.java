package org.meterbook.interval.greenbutton;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.greenbutton.SummaryMeasure;
import org.meterbook.greenbutton.SummaryMeasurement;
import org.meterbook.greenbutton.TimeInterval;
import org.meterbook.greenbutton.Uom;
import org.meterbook.greenbutton.UsagePoint;
import org.meterbook.greenbutton.UsageSummary;
import org.meterbook.interval.Transactions;
import org.meterbook.interval.greenbutton.GreenButtonResult.GreenButtonBill;
import org.meterbook.ledger.bill.BillBooking;
import org.meterbook.store.Tables;

/** A usage summary on its way to become a bill. */
final class Summary {
  private static final int US_DOLLARS = 840;
  private static final int ESTIMATED = 8;

  private final UsageSummary summary;
  private final UsagePoint point;
  private final Owner owner;
  private final Units units;

  Summary(UsageSummary summary, UsagePoint point, Owner owner, Units units) {
    this.summary = summary;
    this.point = point;
    this.owner = owner;
    this.units = units;
  }

  /** Why a summary cannot be booked. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String reason) {
      super(reason, null, false, false);
    }
  }

  private record Booked(int bill, boolean before) {}

  /** Books it, once. */
  GreenButtonBill book(Transactions transactions) {
    try {
      Booked booked = transactions.write(this::book);
      return answer(booked.bill(), booked.before() ? "already booked" : "booked", null);
    } catch (Refusal | Problem e) {
      return answer(null, "refused", e.getMessage());
    }
  }

  private GreenButtonBill answer(@Nullable Integer bill, String outcome, @Nullable String reason) {
    return new GreenButtonBill(Names.shown(summary.entry()), bill, outcome, reason);
  }

  private Booked book(Call call) {
    if (!(owner instanceof Owner.Found found)) {
      throw new Refusal(((Owner.Missing) owner).reason());
    }
    if (!call.caller().may("BillsAndBatches (Create)")) {
      throw new Refusal("to book a bill takes the permission BillsAndBatches (Create)");
    }
    int meter = found.meter().id();
    // Who books the same at the same time, waits, and then finds it.
    call.sql().lock(Tables.METER, List.of(meter));
    TimeInterval period =
        summary.billingPeriod().orElseThrow(() -> new Refusal("it has no billing period"));
    LocalDateTime begin = day(call, meter, period.start());
    LocalDateTime end = day(call, meter, period.end());
    String key = "greenbutton|" + name(meter, period);
    Optional<Integer> before = BillBooking.find(call, key);
    if (before.isPresent()) {
      return new Booked(before.get(), true);
    }
    int account = account(call, meter, begin, end);
    boolean estimated = summary.qualityOfReading().orElse(0) == ESTIMATED;
    int bill =
        BillBooking.book(
            call,
            new BillBooking.Entry(
                account,
                meter,
                begin,
                end,
                null,
                estimated,
                "Green Button",
                lines(call),
                null,
                key));
    return new Booked(bill, false);
  }

  private String name(int meter, TimeInterval period) {
    String id = summary.entry().id().isBlank() ? summary.entry().href() : summary.entry().id();
    return id.isBlank() ? "%d/%d+%d".formatted(meter, period.start(), period.duration()) : id;
  }

  /** The day in the usage point's local time, else in the meter's. */
  private LocalDateTime day(Call call, int meter, long second) {
    Instant moment = Instant.ofEpochSecond(second);
    return point
        .timeConfiguration()
        .map(time -> LocalDateTime.ofInstant(moment, time.offsetAt(moment)))
        .orElseGet(() -> LocalDateTime.ofInstant(moment, Zone.ofMeter(call, meter)))
        .toLocalDate()
        .atStartOfDay();
  }

  private int account(Call call, int meter, LocalDateTime begin, LocalDateTime end) {
    List<Integer> accounts =
        call.sql()
            .list(
                """
                SELECT DISTINCT a.account_id FROM account_meter l JOIN account a ON a.tenant_id = l.tenant_id AND a.account_id = l.account_id
                WHERE l.tenant_id = :tenant AND l.meter_id = :meter AND l.begin_date < :end AND l.end_date > :begin
                """
                    + call.within(Tables.ACCOUNT, "a"),
                Map.of("meter", meter, "begin", begin, "end", end),
                row -> row.integer(1));
    if (accounts.size() != 1) {
      throw new Refusal(
          accounts.isEmpty()
              ? "no account is linked to the meter from %s to %s"
                  .formatted(begin.toLocalDate(), end.toLocalDate())
              : "%d accounts are linked to the meter; a file does not say which is billed"
                  .formatted(accounts.size()));
    }
    return accounts.getFirst();
  }

  private List<BillBooking.Line> lines(Call call) {
    List<BillBooking.Line> lines = new ArrayList<>();
    use(call).ifPresent(lines::add);
    List<Charges.Charge> charges = Charges.of(summary);
    if (!charges.isEmpty()) {
      int currency = currency();
      for (Charges.Charge charge : charges) {
        lines.add(
            new BillBooking.Line(
                observationType(call, charge.observationType()),
                charge.caption(),
                null,
                null,
                charge.cost(),
                currency));
      }
    }
    if (lines.isEmpty()) {
      throw new Refusal("it has neither use nor cost");
    }
    return lines;
  }

  private Optional<BillBooking.Line> use(Call call) {
    Optional<SummaryMeasurement> use =
        summary.measurement(SummaryMeasure.OVERALL_CONSUMPTION_LAST_PERIOD);
    if (use.flatMap(SummaryMeasurement::physical).isEmpty()) {
      return Optional.empty();
    }
    SummaryMeasurement sent = use.get();
    String unit =
        sent.uom().stream()
            .boxed()
            .findFirst()
            .flatMap(Uom::of)
            .flatMap(Measured::unit)
            .orElseThrow(
                () -> new Refusal("nobody knows the unit of its use, %s".formatted(sent.uom())));
    return Optional.of(
        new BillBooking.Line(
            observationType(call, "TOTALUSE"),
            "Use",
            sent.physical().orElseThrow().doubleValue(),
            units.id(unit),
            null,
            null));
  }

  private static int observationType(Call call, String code) {
    return call.sql()
        .first(
            "SELECT observation_type_id FROM observation_type WHERE observation_type_code = :code",
            Map.of("code", code),
            row -> row.integer(1))
        .orElseThrow();
  }

  private int currency() {
    int number = summary.currency().orElse(US_DOLLARS);
    String code =
        number == US_DOLLARS
            ? "USDOLLARS"
            : Currency.getAvailableCurrencies().stream()
                .filter(each -> each.getNumericCode() == number)
                .map(Currency::getCurrencyCode)
                .findFirst()
                .orElse("");
    return units
        .find(code)
        .orElseThrow(
            () -> new Refusal("the currency %d is not in the catalogue".formatted(number)));
  }
}
