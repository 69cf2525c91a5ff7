package org.meterbook.ledger.audit;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.Operations;
import org.meterbook.api.Reading;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Required;
import org.meterbook.energy.audit.Audit;
import org.meterbook.energy.audit.Status;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.audit.AuditAnswers.AccountAuditSettingResponse;
import org.meterbook.ledger.audit.AuditAnswers.AccountAuditSettingsResponse;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Audits that are run in another way for an account than elsewhere. */
final class AccountAudits {
  private static final String PATH = "/api/v202506/account/{accountId}/auditSetting";

  private AccountAudits() {}

  record AccountAuditSettingRequest(
      @Required @Meaning("the audit's code") String settingCode,
      @Required
          @OneOf({"Check", "Hold", "Skip"})
          @Meaning("Check flags, Hold also holds the bill from export, Skip does not run it")
          String settingStatus) {}

  record AccountAuditSettingsRequest(
      @Meaning("the account's bills are audited; null keeps it") @Nullable Boolean auditEnabled,
      @Defined @Meaning("all that is to be otherwise; what is not here is as elsewhere")
          @Nullable List<AccountAuditSettingRequest> settings) {}

  static void register(Operations operations) {
    operations
        .compute(
            "GetAccountAuditSettingsV202506",
            "GET",
            PATH,
            "FlaggedItems (View)",
            AccountAuditSettingsResponse.class,
            false,
            (call, _) -> answer(call),
            "Answers which audits are run in another way for an account.")
        .compute(
            "UpdateAccountAuditSettingsV202506",
            "PUT",
            PATH,
            "FlaggedItems (Manage)",
            AccountAuditSettingsRequest.class,
            AccountAuditSettingsResponse.class,
            AccountAudits::update,
            "Replaces which audits are run in another way for an account.");
  }

  private static AccountAuditSettingsResponse answer(Call call) {
    Map<String, Integer> id = Map.of("id", call.id("accountId"));
    return call.sql()
        .first(
            "SELECT a.audit_enabled, a.audits::text FROM account a WHERE a.tenant_id = :tenant AND a.account_id = :id",
            id,
            row ->
                new AccountAuditSettingsResponse(
                    Reading.rows(
                            call,
                            AccountShapes.CHILD,
                            "$.account_id = :id",
                            id,
                            OptionalInt.empty())
                        .getFirst(),
                    row.bool(1),
                    AuditStore.overrides(row.text(2)).entrySet().stream()
                        .map(each -> answer(each.getKey(), each.getValue()))
                        .toList()))
        .orElseThrow();
  }

  private static AccountAuditSettingResponse answer(Audit audit, Status status) {
    return new AccountAuditSettingResponse(
        audit.code(), AuditSettings.DESCRIPTIONS.getOrDefault(audit.code(), ""), status.wireName());
  }

  private static AccountAuditSettingsResponse update(
      Call call, AccountAuditSettingsRequest request) {
    List<AccountAuditSettingRequest> sent =
        request.settings() == null ? List.of() : request.settings();
    Faults faults = new Faults();
    Set<Audit> seen = new HashSet<>();
    Map<Audit, Status> overrides = new EnumMap<>(Audit.class);
    for (int n = 0; n < sent.size(); n++) {
      Audit audit = AuditSettings.audit(sent.get(n).settingCode());
      String at = "settings[%d].settingCode".formatted(n);
      faults.when(audit == null, at, "there is no audit '" + sent.get(n).settingCode() + "'");
      if (audit != null) {
        faults.when(!seen.add(audit), at, "is there twice");
        overrides.put(audit, Status.of(sent.get(n).settingStatus()));
      }
    }
    faults.refuse();
    Values values = Values.none().with("audits", AuditStore.overrides(overrides));
    if (request.auditEnabled() != null) {
      values.with("audit_enabled", request.auditEnabled());
    }
    call.sql().update(Tables.ACCOUNT, call.id("accountId"), values);
    return answer(call);
  }
}
