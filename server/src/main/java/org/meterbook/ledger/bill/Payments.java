package org.meterbook.ledger.bill;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.BillGuard.Deed;
import org.meterbook.ledger.setting.AccountingSettings;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** How bills were paid: each record by itself, whatever becomes of the others. */
final class Payments {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
  private static final int COLUMNS = 7;

  private Payments() {}

  /** One record; what it lacks is said in its comment, not refused with all others. */
  record BillPaymentDetailsItem(
      @Meaning("the bill") @Nullable Integer billId,
      @Meaning("number of the check, 1 to 32 characters") @Nullable String checkNumber,
      @Meaning("date of the check") @Nullable LocalDateTime checkDate,
      @Meaning("state of the payment, 1 to 10 characters") @Nullable String payStatus,
      @Meaning("when the check was cleared") @Nullable LocalDateTime clearedDate,
      @Meaning("accounting period, YYYYPP; null leaves the bill's")
          @Nullable Integer accountingPeriod,
      @Meaning("not stored; in an answer why the record failed") @Nullable String comment) {
    /** Why it cannot be noted. */
    Optional<String> fault() {
      if (billId == null) {
        return Optional.of("the bill's id is missing");
      }
      if (hasNul(checkNumber) || hasNul(payStatus)) {
        return Optional.of("a text has the character NUL");
      }
      if (checkNumber == null || checkNumber.isBlank() || checkNumber.length() > 32) {
        return Optional.of("checkNumber must be 1 to 32 characters");
      }
      if (checkDate == null) {
        return Optional.of("checkDate is missing");
      }
      if (payStatus == null || payStatus.isBlank() || payStatus.length() > 10) {
        return Optional.of("payStatus must be 1 to 10 characters");
      }
      return Optional.empty();
    }

    private static boolean hasNul(@Nullable String text) {
      return text != null && text.indexOf('\0') >= 0;
    }

    BillPaymentDetailsItem failed(String reason) {
      return new BillPaymentDetailsItem(
          billId, checkNumber, checkDate, payStatus, clearedDate, accountingPeriod, reason);
    }

    /**
     * A line of a file: bill, check number, check date, status, cleared date, period, comment.
     *
     * @throws IllegalArgumentException it cannot be read; the message says why
     */
    static BillPaymentDetailsItem of(List<String> cells) {
      if (cells.size() > COLUMNS) {
        throw new IllegalArgumentException(
            "has %d columns, not up to %d".formatted(cells.size(), COLUMNS));
      }
      List<String> filled = new ArrayList<>(cells);
      while (filled.size() < COLUMNS) {
        filled.add("");
      }
      return new BillPaymentDetailsItem(
          number(filled.get(0), "column 1, the bill,"),
          filled.get(1).strip(),
          day(filled.get(2), "column 3, the check date,"),
          filled.get(3).strip(),
          day(filled.get(4), "column 5, the cleared date,"),
          number(filled.get(5), "column 6, the accounting period,"),
          null);
    }

    private static @Nullable Integer number(String cell, String where) {
      if (cell.isBlank()) {
        return null;
      }
      try {
        return Integer.valueOf(cell.strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(where + " must be a whole number", e);
      }
    }

    private static @Nullable LocalDateTime day(String cell, String where) {
      if (cell.isBlank()) {
        return null;
      }
      try {
        return LocalDate.parse(cell.strip(), DAY).atStartOfDay();
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(where + " must be a date as YYYYMMDD", e);
      }
    }
  }

  /**
   * A record that failed.
   *
   * @param at its place, from 0
   */
  record Failure(int at, String reason) {}

  /** Notes payments; answers what failed. Of two records of one bill the last one stays. */
  static List<Failure> write(Call call, List<BillPaymentDetailsItem> items) {
    List<Failure> failed = new ArrayList<>();
    Set<Integer> known = known(call, items);
    Set<Integer> changeable = Set.copyOf(BillGuard.allowed(call, known, Deed.EDIT, "true"));
    int lastPeriod = AccountingSettings.periods(call.sql());
    Map<Integer, Values> payments = new LinkedHashMap<>();
    Map<Integer, Values> periods = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      BillPaymentDetailsItem item = items.get(i);
      int at = i;
      Optional<String> fault =
          item.fault()
              .or(() ->
                  known.contains(item.billId())
                      ? period(item, lastPeriod, changeable)
                      : unknown(item));
      fault.ifPresentOrElse(
          reason -> failed.add(new Failure(at, reason)),
          () -> {
            int bill = java.util.Objects.requireNonNull(item.billId());
            payments.put(
                bill,
                Values.none()
                    .with("check_number", item.checkNumber())
                    .with("check_date", item.checkDate())
                    .with("pay_status", item.payStatus())
                    .with("cleared_date", item.clearedDate()));
            if (item.accountingPeriod() != null) {
              periods.put(bill, Values.none().with("account_period", item.accountingPeriod()));
            }
          });
    }
    call.sql().update(Tables.BILL, payments);
    call.sql().update(Tables.BILL, periods);
    return failed;
  }

  private static Optional<String> unknown(BillPaymentDetailsItem item) {
    return Optional.of("there is no bill " + item.billId() + ", or it is void");
  }

  private static Optional<String> period(
      BillPaymentDetailsItem item, int last, Set<Integer> changeable) {
    Integer period = item.accountingPeriod();
    if (period != null && !changeable.contains(item.billId())) {
      return Optional.of(
          "the bill is approved, exported or reversed: its accounting period cannot be changed by you");
    }
    boolean fits =
        period == null
            || period >= 190001 && period <= 209913 && period % 100 >= 1 && period % 100 <= last;
    return fits
        ? Optional.empty()
        : Optional.of("accountingPeriod must be YYYYPP, PP from 01 to " + last);
  }

  /** The bills that may be paid, within the caller's bounds. */
  private static Set<Integer> known(Call call, List<BillPaymentDetailsItem> items) {
    List<Integer> ids =
        items.stream()
            .map(BillPaymentDetailsItem::billId)
            .filter(java.util.Objects::nonNull)
            .distinct()
            .toList();
    return call
        .sql()
        .list(
            "SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:ids) AND NOT b.void%s ORDER BY b.bill_id FOR UPDATE OF b"
                .formatted(call.within(Tables.BILL, "b")),
            Map.of("ids", ids),
            row -> row.integer(1))
        .stream()
        .collect(Collectors.toSet());
  }
}
