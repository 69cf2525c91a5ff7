package org.meterbook.ledger.setting;

import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The accounting year: when it begins, how it is numbered, and its periods. */
public final class AccountingSettings {
  private static final int WEEKS_PERIODS = 13;
  private static final int DAYS_OF_PERIOD = 28;

  private static final Shape PERIOD =
      Shape.of("AccountPeriodResponse", Tables.ACCOUNT_PERIOD)
          .integer("accountPeriodId", "identifier of the period")
          .integer("periodNumber", "place in the year, from 1")
          .text("name", "name of the period")
          .build();

  private static final Shape RESPONSE =
      Shape.of("AccountingSettingsResponse", Tables.SETTING)
          .join("datasource", Tables.DATASOURCE, "$.tenant_id")
          .field(
              "fiscalYearStartMonth",
              FieldType.INTEGER,
              "$datasource.fiscal_year_start_month",
              "first month of the fiscal year, 1 to 12")
          .text(
              "fiscalYearDefinedAtYear",
              "a fiscal year is numbered after the year of its beginning or of its ending")
          .text("calendarizationMethod", "monthly or user-defined")
          .many(
              "accountPeriods",
              PERIOD,
              "setting_id",
              "",
              "$.period_number",
              "periods of the year, 12 or 13")
          .build();

  private AccountingSettings() {}

  record AccountPeriodRequest(
      @Defined @Range(min = 1, max = WEEKS_PERIODS) @Meaning("place in the year, from 1")
          @Nullable Integer periodNumber,
      @Required @Length(max = 32) @Meaning("name of the period") String name) {}

  record AccountingSettingsRequest(
      @Defined @Range(min = 1, max = 12) @Meaning("first month of the fiscal year; null keeps it")
          @Nullable Integer fiscalYearStartMonth,
      @Defined
          @OneOf({"beginning", "ending"})
          @Meaning("how a fiscal year is numbered; null keeps it")
          @Nullable String fiscalYearDefinedAtYear,
      @Defined
          @OneOf({"monthly", "user-defined"})
          @Meaning("whether the periods are the months; null keeps it")
          @Nullable String calendarizationMethod,
      @Defined @Meaning("12 or 13 periods of one's own; not looked at where they are the months")
          @Nullable List<AccountPeriodRequest> accountPeriods) {}

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .only(
            "GetAccountingSettingsV3",
            "/api/v3/admin/accounting",
            "AccountingSettings (View)",
            "Answers the settings of the accounting year.")
        .write(
            "EditAccountingSettingsV3",
            "PUT",
            "/api/v3/admin/accounting",
            "AccountingSettings (Manage)",
            AccountingSettingsRequest.class,
            AccountingSettings::edit,
            "Replaces the settings of the accounting year.");
    operations
        .resource(PERIOD)
        .list(
            "GetAccountPeriodsV3",
            "/api/v3/admin/accountperiod",
            "",
            "Lists the periods of the accounting year.");
  }

  private static List<Integer> edit(Call call, AccountingSettingsRequest request) {
    Sql sql = call.sql();
    Settings.Known before = Settings.of(sql);
    String method =
        Objects.requireNonNullElse(request.calendarizationMethod(), before.calendarizationMethod());
    Month first = first(call, request.fiscalYearStartMonth());
    if (method.equals("monthly")) {
      setPeriods(
          sql,
          java.util.stream.IntStream.rangeClosed(1, Settings.MONTHS)
              .mapToObj(period -> Settings.month(first, period))
              .toList());
    } else if (request.accountPeriods() != null) {
      setPeriods(sql, names(request.accountPeriods()));
    }
    sql.update(
        Tables.SETTING,
        Settings.ID,
        Values.none()
            .with("calendarization_method", method)
            .with(
                "fiscal_year_defined_at_year",
                Objects.requireNonNullElse(
                    request.fiscalYearDefinedAtYear(), before.fiscalYearDefinedAtYear())));
    return List.of(Settings.ID);
  }

  private static Month first(Call call, @Nullable Integer month) {
    if (month == null) {
      return call.caller().fiscalYearStart();
    }
    call.sql()
        .execute(
            "UPDATE datasource SET fiscal_year_start_month = :month WHERE tenant_id = :tenant",
            Map.of("month", month));
    call.sql()
        .recordEdit(
            Tables.SETTING, Settings.ID, "{\"fiscal_year_start_month\": %d}".formatted(month));
    return Month.of(month);
  }

  private static List<String> names(List<AccountPeriodRequest> periods) {
    List<String> names =
        periods.stream()
            .filter(period -> period.periodNumber() != null)
            .sorted(
                java.util.Comparator.comparing(
                    period -> Objects.requireNonNull(period.periodNumber())))
            .map(AccountPeriodRequest::name)
            .toList();
    long distinct = periods.stream().map(AccountPeriodRequest::periodNumber).distinct().count();
    boolean whole =
        (names.size() == Settings.MONTHS || names.size() == WEEKS_PERIODS)
            && names.size() == periods.size()
            && distinct == periods.size()
            && periods.stream()
                .allMatch(period ->
                    Optional.ofNullable(period.periodNumber()).orElse(0) <= periods.size());
    if (!whole) {
      throw Problem.invalid(
          "accountPeriods", "must be 12 or 13 periods, each with a number of its own from 1 on");
    }
    return names;
  }

  private static void setPeriods(Sql sql, List<String> names) {
    Map<Integer, Integer> known = new java.util.HashMap<>();
    sql.list(
            "SELECT period_number, account_period_id FROM account_period WHERE tenant_id = :tenant ORDER BY period_number FOR UPDATE",
            Map.of(),
            row -> Map.entry(row.integer(1), row.integer(2)))
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    for (int period = 1; period <= names.size(); period++) {
      Integer id = known.remove(period);
      Values values = Values.none().with("name", names.get(period - 1));
      if (id == null) {
        int _ =
            sql.insert(
                Tables.ACCOUNT_PERIOD,
                values.with("setting_id", Settings.ID).with("period_number", period));
      } else {
        sql.update(Tables.ACCOUNT_PERIOD, id, values);
      }
    }
    known.values().forEach(id -> sql.delete(Tables.ACCOUNT_PERIOD, id));
  }

  /**
   * The accounting period of a day, YYYYPP. Twelve periods are months; of thirteen each has four
   * weeks, and the last one the rest.
   *
   * @param first the first month of the fiscal year
   */
  public static int period(LocalDate day, Month first, Settings.Known settings) {
    LocalDate begin = day.withMonth(first.getValue()).withDayOfMonth(1);
    if (begin.isAfter(day)) {
      begin = begin.minusYears(1);
    }
    boolean ending = settings.fiscalYearDefinedAtYear().equals("ending");
    int year = ending ? begin.plusYears(1).minusDays(1).getYear() : begin.getYear();
    long period =
        settings.periods() == WEEKS_PERIODS
            ? Math.min(WEEKS_PERIODS, ChronoUnit.DAYS.between(begin, day) / DAYS_OF_PERIOD + 1)
            : ChronoUnit.MONTHS.between(begin, day) + 1;
    return year * 100 + (int) period;
  }

  /** Refuses a period, YYYYPP, that the accounting year does not have. */
  public static void requirePeriod(Sql sql, @Nullable Integer period, String field) {
    if (period != null) {
      int periods = periods(sql);
      if (period % 100 < 1 || period % 100 > periods) {
        throw Problem.invalid(field, "the accounting year has periods 1 to " + periods);
      }
    }
  }

  /** How many periods an accounting year has. */
  public static int periods(Sql sql) {
    return Settings.of(sql).periods();
  }
}
