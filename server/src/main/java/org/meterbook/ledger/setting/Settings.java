package org.meterbook.ledger.setting;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Operations;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The one row of settings that every datasource has. */
public final class Settings {
  static final String VIEW = "ApplicationSettings (View)";
  static final String MANAGE = "ApplicationSettings (Manage)";

  /** Its id. */
  static final int ID = 1;

  /** Rows of a year whose periods are its months. */
  static final int MONTHS = 12;

  private static final int MMBTU = 13;
  private static final int DOLLARS = 58;
  private static final int SQUARE_FEET = 85;

  private Settings() {}

  /**
   * What others need to know of them.
   *
   * @param periods accounting periods of a year, 12 or 13
   * @param fiscalYearDefinedAtYear beginning or ending
   * @param topmostPlace where new users are bounded who are made without anybody saying where
   */
  public record Known(
      int periods,
      String calendarizationMethod,
      String fiscalYearDefinedAtYear,
      int monthsToExcludeFromCharts,
      int costUnitId,
      int floorAreaUnitId,
      Optional<String> dateFormat,
      Optional<Integer> topmostPlace,
      Optional<Integer> topmostCostCenter) {}

  /** Those of a datasource. */
  public static Known of(Sql sql) {
    return sql.first(
            """
            SELECT (SELECT count(*) FROM account_period p WHERE p.tenant_id = s.tenant_id), s.calendarization_method,
              s.fiscal_year_defined_at_year, s.months_to_exclude_from_charts, s.cost_unit_id, s.floor_area_unit_id, s.default_date_format,
              s.default_topmost_place_id, s.default_topmost_cost_center_id
            FROM setting s WHERE s.tenant_id = :tenant AND s.setting_id = :id
            """,
            Map.of("id", ID),
            Settings::known)
        .orElseThrow();
  }

  private static Known known(Row row) {
    return new Known(
        (int) row.number(1),
        row.text(2),
        row.text(3),
        row.integer(4),
        row.integer(5),
        row.integer(6),
        Optional.ofNullable(row.textOrNull(7)),
        Optional.ofNullable(row.integerOrNull(8)),
        Optional.ofNullable(row.integerOrNull(9)));
  }

  /** Gives a new datasource its settings. */
  public static void seed(Sql sql, String organization, Month fiscalYearStart) {
    sql.insert(
        Tables.SETTING,
        ID,
        Values.none()
            .with("organization_name", organization)
            .with("display_organization_name_in_header", false)
            .with("automatic_logout_minutes", 60)
            .with("default_date_format", "MM/dd/yyyy")
            .with("months_to_exclude_from_charts", 2)
            .with("energy_unit_id", MMBTU)
            .with("cost_unit_id", DOLLARS)
            .with("floor_area_unit_id", SQUARE_FEET)
            .with("fiscal_year_defined_at_year", "ending")
            .with("calendarization_method", "monthly")
            .with("allow_users_to_email_notifications", true));
    for (int period = 1; period <= MONTHS; period++) {
      sql.insert(
          Tables.ACCOUNT_PERIOD,
          period,
          Values.none()
              .with("setting_id", ID)
              .with("period_number", period)
              .with("name", month(fiscalYearStart, period)));
    }
    sql.startIdsAfter(Tables.ACCOUNT_PERIOD, MONTHS);
  }

  /** The name of a period that is a month. */
  static String month(Month first, int period) {
    return first.plus(period - 1L).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  public static void register(Operations operations) {
    SystemSettings.register(operations);
    AccountingSettings.register(operations);
    ReportingSettings.register(operations);
    RawSettings.register(operations);
    Licenses.register(operations);
    CostCategories.register(operations);
  }
}
