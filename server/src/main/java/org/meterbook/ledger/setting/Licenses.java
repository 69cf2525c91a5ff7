package org.meterbook.ledger.setting;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Sql;

/** What is used. Nothing is licensed here, so nothing is limited and nothing can be entered. */
final class Licenses {
  private static final String PATH = "/api/v3/admin/license";

  private Licenses() {}

  record AccountOrMeterUsage(
      @Meaning("made by chargebacks") int chargeback,
      @Meaning("active, not made by chargebacks") int nonChargeback,
      @Meaning("inactive") int inactive) {}

  record BillUsage(
      @Meaning("entered one by one") int manuallyEntered,
      @Meaning("from files and collections") int imported,
      @Meaning("made by chargebacks") int chargeback,
      @Meaning("accruals") int accrual) {}

  record EmissionSourceUsage(
      @Meaning("active") int active,
      @Meaning("inactive") int inactive,
      @Meaning("allowed by a licence") int purchased) {
    static final EmissionSourceUsage NONE = new EmissionSourceUsage(0, 0, 0);
  }

  record LicenseFeatures(
      @Meaning("may be used") boolean accountingExport,
      @Meaning("may be used") boolean billAccruals,
      @Meaning("may be used") boolean chargebacks,
      @Meaning("may be used") boolean costAvoidance,
      @Meaning("may be used") boolean customBenchmarks,
      @Meaning("may be used") boolean intervalDataAnalysis,
      @Meaning("may be used") boolean reportDesigner,
      @Meaning("may be used") boolean reportDistribution,
      @Meaning("may be used") boolean ghg) {}

  record LicenseResponse(
      @Meaning("null: there is no licence") @Nullable String validationKey,
      @Meaning("null: it never ends") @Nullable LocalDateTime expirationDate,
      @Meaning("null: without limit") @Nullable Integer licensedMeters,
      @Meaning("null: there is no licensee") @Nullable String userNumber,
      @Meaning("null: there is no licence") @Nullable String version,
      @Meaning("what to know") String notes,
      @Meaning("meters") AccountOrMeterUsage meterUsage,
      @Meaning("accounts") AccountOrMeterUsage accountUsage,
      @Meaning("bills of 30 days") BillUsage billsCreatedLast30Days,
      @Meaning("bills of 365 days") BillUsage billsCreatedLast12Months,
      @Meaning("emission sources of scopes 1 and 2")
          EmissionSourceUsage emissionSourcesScope1And2Usage,
      @Meaning("emission sources of scope 3") EmissionSourceUsage emissionSourcesScope3Usage,
      @Meaning("what may be used: everything") LicenseFeatures licenseFeatures) {}

  record LicenseRequest(
      @Defined @Meaning("must be null: there is nothing to license")
          @Nullable String validationKey) {}

  static void register(Operations operations) {
    operations.compute(
        "GetLicenseDetailsV3",
        "GET",
        PATH,
        Settings.VIEW,
        LicenseResponse.class,
        false,
        (call, _) -> used(call),
        "Answers how much is used; nothing is limited.");
    operations.compute(
        "EditLicenseDetailsV3",
        "PUT",
        PATH,
        Settings.MANAGE,
        LicenseRequest.class,
        LicenseResponse.class,
        (call, request) -> {
          if (request.validationKey() != null) {
            throw Problem.invalid(
                "validationKey", "must be null: this server is free software and needs no licence");
          }
          return used(call);
        },
        "Takes no key: there is nothing to license.");
  }

  private static LicenseResponse used(Call call) {
    return new LicenseResponse(
        null,
        null,
        null,
        null,
        null,
        "Free software: everything may be used, without limit and without end.",
        usage(call.sql(), "meter"),
        usage(call.sql(), "account"),
        bills(call, 30),
        bills(call, 365),
        EmissionSourceUsage.NONE,
        EmissionSourceUsage.NONE,
        new LicenseFeatures(true, true, true, true, true, true, true, true, true));
  }

  private static AccountOrMeterUsage usage(Sql sql, String table) {
    return sql.first(
            "SELECT count(*) FILTER (WHERE t.active), count(*) FILTER (WHERE NOT t.active) FROM %s t WHERE t.tenant_id = :tenant"
                .formatted(table),
            Map.of(),
            row -> new AccountOrMeterUsage(0, (int) row.number(1), (int) row.number(2)))
        .orElseThrow();
  }

  private static BillUsage bills(Call call, int days) {
    return call.sql()
        .first(
            """
            SELECT count(*) FILTER (WHERE b.import_key IS NULL), count(*) FILTER (WHERE b.import_key IS NOT NULL)
            FROM bill b WHERE b.tenant_id = :tenant AND b.created_date > :since
            """,
            Map.of("since", call.now().minus(Duration.ofDays(days))),
            row -> new BillUsage((int) row.number(1), (int) row.number(2), 0, 0))
        .orElseThrow();
  }
}
