package org.meterbook.ledger.vendor;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.ledger.Named;
import org.meterbook.ledger.account.Accounts;
import org.meterbook.ledger.account.SummaryAccounts;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;

/** What concerns all accounts of a vendor. */
final class VendorAccounts {
  private VendorAccounts() {}

  record VendorAuditEnable(
      @Defined @Meaning("the bills of its accounts are audited; not null")
          @Nullable Boolean auditEnabled) {}

  record UpdatedOnlyResult(@Meaning("accounts that were changed") int updated) {}

  /** A contract of older installations; there are none here. */
  record VendorContractResponse(
      @Meaning("identifier of the contract") int contractId,
      @Meaning("code") String contractCode,
      @Meaning("name") String contractInfo,
      @Meaning("first day") LocalDateTime startDate,
      @Meaning("last day") @Nullable LocalDateTime expirationDate,
      @Meaning("notes") @Nullable String notes,
      @Meaning("the vendor") JsonNode vendor,
      @Meaning("what is delivered") JsonNode commodity,
      @Meaning("when to think of it") @Nullable LocalDateTime renewalReminderDate,
      @Meaning("delivers green energy") boolean isGreenEnergy) {}

  static void register(Operations operations) {
    operations
        .act(
            "AddAccountsV3",
            "PUT",
            "/api/v3/vendor/{vendorId}/account",
            "MoveAccountsBetweenVendors (Manage)",
            Integer.class,
            VendorAccounts::add,
            "Gives accounts to a vendor; all or none.")
        .compute(
            "SetVendorAccountsAuditExclusionV202104",
            "PUT",
            "/api/v202104/vendor/{vendorId}/auditEnabled",
            "Accounts (Edit)",
            VendorAuditEnable.class,
            UpdatedOnlyResult.class,
            VendorAccounts::audit,
            "Says of all accounts of a vendor whether their bills are audited.")
        .compute(
            "GetVendorContractsV3",
            "GET",
            "/api/v3/vendor/{vendorId}/contract",
            "VendorsAndRatesModule (View)",
            VendorContractResponse.class,
            true,
            (_, _) -> List.of(),
            "Lists a vendor's contracts, of which this server keeps none.");
  }

  private static void add(Call call, List<Integer> accounts) {
    Named named = Named.of(call, Tables.ACCOUNT, accounts);
    SummaryAccounts.requireNone(call.sql(), named.ids());
    named.set("vendor_id", call.id("vendorId"));
  }

  private static UpdatedOnlyResult audit(Call call, VendorAuditEnable request) {
    List<Integer> accounts =
        call.sql()
            .list(
                "SELECT a.account_id FROM account a WHERE a.tenant_id = :tenant AND a.vendor_id = :id"
                    + call.within(Tables.ACCOUNT, "a"),
                Map.of("id", call.id("vendorId")),
                row -> row.integer(1));
    return new UpdatedOnlyResult(
        new Named(call, Tables.ACCOUNT, accounts)
            .set("audit_enabled", Accounts.audited(request.auditEnabled()))
            .updated());
  }
}
