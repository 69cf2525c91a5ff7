package org.meterbook.app.demo;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meterbook.energy.BillingPeriod;
import org.meterbook.ledger.bill.BillSums;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * Makes bills that look like bills: seasons, prices that rise, demand, tax, a due date. The same
 * for the same month, anywhere.
 */
final class DemoBills {
  private static final int DOLLARS = 58;
  private static final int TOTAL_USE = 1;
  private static final int BILLED_DEMAND = 20;
  private static final int USE_CHARGE = 41;
  private static final int DEMAND_CHARGE = 45;
  private static final int CUSTOMER_CHARGE = 49;
  private static final int TAX = 70;
  private static final BigDecimal TAX_RATE = new BigDecimal("0.0625");
  private static final int MANUAL = 2;

  /** An account with the ids of its meters, in the order of its utility's. */
  record Account(int id, Building building, Utility utility, List<Integer> meterIds) {}

  private final Sql sql;
  private final int userId;
  private final StringBuilder bills = new StringBuilder();
  private final StringBuilder lines = new StringBuilder();
  private final List<@Nullable Object[]> pendingLines = new ArrayList<>();
  private final Map<Integer, Set<Integer>> booked = new HashMap<>();

  DemoBills(Sql sql, int userId) {
    this.sql = sql;
    this.userId = userId;
  }

  /** Books the bills of a month into a batch. */
  void book(YearMonth month, int batch, List<Account> accounts) {
    int first = sql.nextIds(Tables.BILL, accounts.size());
    int bill = first;
    for (Account account : accounts) {
      add(bill++, batch, account, month);
    }
    int line = sql.nextIds(Tables.BODY_LINE, pendingLines.size());
    for (@Nullable Object[] cells : pendingLines) {
      lines.append(row(sql.tenant(), line++)).append('\t').append(row(cells)).append('\n');
    }
    pendingLines.clear();
    sql.copy(
        "bill (tenant_id, bill_id, batch_id, account_id, begin_date, end_date, billing_period, total_cost, estimated, observation_method_id,"
            + " statement_date, due_date, invoice_number, from_vendor, created_by, created_date, modified_by, modified_date)",
        new StringReader(bills.toString()));
    sql.copy(
        "body_line (tenant_id, body_line_id, bill_id, meter_id, display_order, observation_type_id, caption, value, value_unit_id, cost, cost_unit_id)",
        new StringReader(lines.toString()));
    sql.recordCreated(Tables.BILL, first, bill - 1);
    BillSums.refresh(sql, IntStream.range(first, bill).boxed().toList());
    bills.setLength(0);
    lines.setLength(0);
  }

  private void add(int bill, int batch, Account account, YearMonth month) {
    LocalDate begin = reading(account, month.minusMonths(1));
    LocalDate end = reading(account, month);
    Random random = random(account, month);
    List<@Nullable Object[]> own = new ArrayList<>();
    for (int i = 0; i < account.meterIds().size(); i++) {
      addLines(own, bill, account, i, month, ChronoUnit.DAYS.between(begin, end), random);
    }
    BigDecimal charges =
        own.stream()
            .map(line -> line[7])
            .filter(BigDecimal.class::isInstance)
            .map(BigDecimal.class::cast)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tax = charges.multiply(TAX_RATE).setScale(2, RoundingMode.HALF_UP);
    own.add(line(bill, null, own.size() + 1, TAX, "Sales tax 6.25 %", null, null, tax));
    pendingLines.addAll(own);
    Set<Integer> periods = booked.computeIfAbsent(account.id(), _ -> new HashSet<>());
    int period = BillingPeriod.of(begin, end, periods::contains);
    periods.add(period);
    LocalDate statement = end.plusDays(4);
    String invoice =
        "%s-%s%s"
            .formatted(
                account.building().code(),
                account.utility().vendor().charAt(0),
                end.toString().replace("-", ""));
    bills
        .append(
            row(
                sql.tenant(),
                bill,
                batch,
                account.id(),
                begin,
                end,
                period,
                charges.add(tax),
                random.nextInt(40) == 0,
                MANUAL,
                statement,
                statement.plusDays(21),
                invoice,
                true,
                userId,
                sql.now(),
                userId,
                sql.now()))
        .append('\n');
  }

  /** The day on which the meters of an account are read in a month. */
  private static LocalDate reading(Account account, YearMonth month) {
    int day =
        3
            + Math.floorMod(
                account.building().code().hashCode() + account.utility().commodityId() * 5, 20);
    return month.atDay(day).plusDays(random(account, month).nextInt(3) - 1);
  }

  private static Random random(Account account, YearMonth month) {
    return new Random((account.building().code() + account.utility().vendor() + month).hashCode());
  }

  private static void addLines(
      List<@Nullable Object[]> own,
      int bill,
      Account account,
      int meter,
      YearMonth month,
      long days,
      Random random) {
    Utility utility = account.utility();
    int id = account.meterIds().get(meter);
    double use = use(account, utility.meters().get(meter), month, days, random);
    double price =
        utility.price()
            * Math.pow(1 + utility.growth(), month.getYear() - 2023 + month.getMonthValue() / 12.0);
    own.add(line(bill, id, own.size() + 1, TOTAL_USE, "Use", use, utility.unitId(), null));
    own.add(
        line(bill, id, own.size() + 1, USE_CHARGE, "Use charge", null, null, cents(use * price)));
    if (utility.demandUnitId() > 0) {
      double demand = Math.rint(use / (24.0 * days) * (1.9 + 0.2 * random.nextDouble()) * 10) / 10;
      own.add(
          line(
              bill,
              id,
              own.size() + 1,
              BILLED_DEMAND,
              "Billed demand",
              demand,
              utility.demandUnitId(),
              null));
      own.add(
          line(
              bill,
              id,
              own.size() + 1,
              DEMAND_CHARGE,
              "Demand charge",
              null,
              null,
              cents(demand * utility.demandPrice())));
    }
    own.add(
        line(
            bill,
            id,
            own.size() + 1,
            CUSTOMER_CHARGE,
            "Customer charge",
            null,
            null,
            cents(utility.customerCharge())));
  }

  private static @Nullable Object[] line(
      int bill,
      @Nullable Integer meter,
      int order,
      int type,
      String caption,
      @Nullable Double value,
      @Nullable Integer unit,
      @Nullable BigDecimal cost) {
    return new @Nullable Object[] {
      bill, meter, order, type, caption, value, unit, cost, cost == null ? null : DOLLARS
    };
  }

  private static double use(
      Account account, Utility.Meter part, YearMonth month, long days, Random random) {
    Utility utility = account.utility();
    double yearly =
        utility.perSquareFoot() * account.building().thousandSquareFeet() * 1000 * part.share();
    double season = Math.cos((month.getMonthValue() - 1.5) / 12 * 2 * Math.PI);
    double weather = 1 + utility.winter() * season - utility.summer() * season;
    double noise = 0.95 + 0.1 * random.nextDouble();
    return Math.rint(yearly / 365 * days * Math.max(0.06, weather) * noise);
  }

  private static BigDecimal cents(double amount) {
    return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
  }

  private static String row(@Nullable Object... cells) {
    StringBuilder row = new StringBuilder();
    for (@Nullable Object cell : cells) {
      row.append(row.isEmpty() ? "" : "\t")
          .append(cell == null ? "\\N" : String.format(Locale.ROOT, "%s", cell));
    }
    return row.toString();
  }
}
