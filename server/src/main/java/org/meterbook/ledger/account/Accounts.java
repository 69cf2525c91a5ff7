package org.meterbook.ledger.account;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Resource;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Address;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.GeneralLedgers;
import org.meterbook.ledger.Money;
import org.meterbook.ledger.Named;
import org.meterbook.ledger.NamesAndAliases;
import org.meterbook.ledger.People;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.Uses;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.contact.Contacts;
import org.meterbook.ledger.costcenter.CostCenterShapes;
import org.meterbook.ledger.customer.Customers;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.udf.UdfFields;
import org.meterbook.ledger.udf.UdfType;
import org.meterbook.ledger.vendor.VendorShapes;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Accounts with vendors: what bills are addressed to. */
public final class Accounts {
  /** Amounts are in US dollars (unit 58). */
  private static final String DOLLARS = "58";

  private static final String ACCOUNT_ONLY =
      "(SELECT l.account_meter_id FROM account_meter l WHERE l.tenant_id = $.tenant_id AND l.account_id = $.account_id"
          + " AND l.meter_id IS NULL LIMIT 1)";

  private static final Shape RESPONSE =
      AccountCodes.history(
              AccountShapes.flags(
                      People.stamps(
                          Shape.of("AccountResponse", Tables.ACCOUNT)
                              .integer("accountId", "identifier of the account")
                              .field(
                                  "accountMeterId",
                                  FieldType.INTEGER,
                                  ACCOUNT_ONLY,
                                  "the record that carries its account-level charges")
                              .text("accountCode", "account number")
                              .text("accountInfo", "name of the account")
                              .one(
                                  "accountType",
                                  AccountShapes.TYPE,
                                  "$.account_type_id",
                                  "kind of account")
                              .one(
                                  "costCenter",
                                  CostCenterShapes.CHILD,
                                  "$.cost_center_id",
                                  "who pays")
                              .one(
                                  "vendor",
                                  VendorShapes.CHILD,
                                  "$.vendor_id",
                                  "who sends its bills")
                              .one("contact", Contacts.CHILD, "$.contact_id", "who to ask")
                              .one(
                                  "customer",
                                  Customers.CHILD,
                                  "$.customer_id",
                                  "who is served, on a chargeback account")
                              .bool("active", "takes bills")
                              .bool("accrualEnabled", "takes part in accruals")
                              .group("address", Address.on(Tables.ACCOUNT), "where it is")
                              .date("depositPaid", "when a deposit was paid")
                              .date("depositReturn", "when it came back")
                              .text("depositNote", "notes on it")
                              .field(
                                  "depositAmount", FieldType.MONEY, "its amount, in the cost unit")
                              .text("memo", "notes")
                              .date("serviceStart", "first day of service")
                              .date("serviceEnd", "last day of service")
                              .oneAlways(
                                  "accountGeneralLedger",
                                  GeneralLedgers.CHILD,
                                  "$.general_ledger_id",
                                  "general ledger of account-level charges")
                              .many(
                                  "meters",
                                  MeterShapes.OF_ACCOUNT,
                                  "account_id",
                                  "$.meter_id IS NOT NULL",
                                  "$.begin_date, $.account_meter_id",
                                  "meters linked to it")))
                  .one("costUnit", Units.CHILD, DOLLARS, "currency of its amounts")
                  .field(
                      "accountCodeAliases",
                      FieldType.TEXTS,
                      "other numbers by which imports know it")
                  .text("accountDescription", "description")
                  .bool("auditEnabled", "its bills are audited")
                  .text("billAcquisitionMethod", "how its bills come in")
                  .absent(
                      "dataAccessReleaseId",
                      FieldType.INTEGER,
                      "the customer's release of data; null without one")
                  .absent(
                      "dataAccessReleaseApproved",
                      FieldType.BOOLEAN,
                      "whether it was approved; null without one"))
          .build();

  private static final NamesAndAliases NAMES =
      new NamesAndAliases(Tables.ACCOUNT, "account_code_aliases");

  private Accounts() {}

  record AccountAuditEnable(
      @Defined @NotEmpty @Meaning("the accounts") List<Integer> accountIds,
      @Defined @Meaning("their bills are audited; not null") @Nullable Boolean auditEnabled) {}

  public static void register(Operations operations) {
    Resource accounts = operations.resource(RESPONSE);
    accounts
        .filters(
            "accountCode",
            "accountId",
            "accountInfo",
            "active",
            "isSubAccount",
            "serviceStart",
            "serviceEnd",
            "createdDate",
            "modifiedDate")
        .filter("serviceBegin", "serviceStart")
        .filter("isSummaryAccount", "hasSubAccount")
        .filter("isChargebackMasterAccount", "hasSplitParentMeter")
        .filter("city", "address.city")
        .filter("state", "address.state")
        .filter("postalCode", "address.postalCode")
        .filter("accountTypeCode", "accountType.accountTypeCode")
        .filter("costCenterCode", "costCenter.costCenterCode")
        .filter("costCenterId", "costCenter.costCenterId")
        .filter("costCenterInfo", "costCenter.costCenterInfo")
        .filter("vendorCode", "vendor.vendorCode")
        .filter("vendorId", "vendor.vendorId")
        .filter("vendorInfo", "vendor.vendorInfo")
        .filter("meterCode", "meters.meterCode")
        .filter("meterId", "meters.meterId")
        .filter("meterInfo", "meters.meterInfo")
        .filter("commodityCode", "meters.commodity.commodityCode")
        .filter("placeCode", "meters.place.placeCode")
        .page("GetAccountsV3", "/api/v3/account", "Accounts (View)", "Lists accounts.")
        .one(
            "GetAccountV3",
            "/api/v3/account/{accountId}",
            "Accounts (View)",
            "Answers one account.")
        .create(
            "CreateAccountV3",
            "/api/v3/account",
            "Accounts (Create)",
            AccountCreate.class,
            Accounts::create,
            "Creates an account.")
        .edit(
            "EditAccountV3",
            "/api/v3/account/{accountId}",
            "Accounts (Edit)",
            AccountEdit.class,
            (call, request) -> edit(call, request, Values.from(request)),
            "Replaces an account.")
        .deprecated("v202511", "EditAccount")
        .edit(
            "EditAccountV202401",
            "/api/v202401/account/{accountId}",
            "Accounts (Edit)",
            AccountEdit.class,
            (call, request) -> edit(call, request, Values.from(request)),
            "Replaces an account.")
        .deprecated("v202511", "EditAccount")
        .edit(
            "EditAccountV202507",
            "/api/v202507/account/{accountId}",
            "Accounts (Edit)",
            AccountEditV202507.class,
            (call, request) -> edit(call, request.account(), Values.from(request)),
            "Replaces an account, with the way its bills come in.")
        .edit(
            "EditAccountV202511",
            "/api/v202511/account/{accountId}",
            "Accounts (Edit)",
            AccountEditV202511.class,
            Accounts::editWithAliases,
            "Replaces an account, with its aliases.")
        .delete(
            "DeleteAccountV3",
            "/api/v3/account/{accountId}",
            "Accounts (Delete)",
            Accounts::delete,
            "Deletes an account, its links and assignments.")
        .flag("deleteBills", "deletes its bills too; without it an account with bills is refused");
    operations.compute(
        "SetAccountAuditExclusionV202104",
        "PUT",
        "/api/v202104/account/auditEnabled",
        "Accounts (Edit)",
        AccountAuditEnable.class,
        UpdateResult.class,
        (call, request) ->
            Named.of(call, Tables.ACCOUNT, request.accountIds(), "accountIds")
                .set("audit_enabled", audited(request.auditEnabled())),
        "Says of accounts whether their bills are audited.");
    AccountAlerts.register(operations);
    SummaryAccounts.register(operations, RESPONSE);
    AccountCodes.register(operations);
    AccountSearch.register(operations);
    new UdfFields(UdfType.ACCOUNT, "account", "Accounts (View)", "Accounts (Edit)")
        .register(
            operations,
            new UdfFields.Names(
                "GetAccountUdfsV3",
                "EditAccountUDFsV3",
                "DownloadAccountCustomFieldFileV202105",
                "GetAccountsUdfsV3"),
            "AccountUDFResponse",
            RESPONSE,
            accounts.filters());
  }

  /** Null says nothing: there is no third state. */
  public static boolean audited(@Nullable Boolean enabled) {
    if (enabled == null) {
      throw Problem.invalid("auditEnabled", "must be true or false");
    }
    return enabled;
  }

  private static int create(Call call, AccountCreate request) {
    requirePostalCode(request.country(), request.postalCode());
    requireFree(call, 0, List.of(request.accountCode()), "accountCode");
    Values values =
        Values.from(request, "meters")
            .with("account_code", request.accountCode().strip())
            .with("active", !Boolean.FALSE.equals(request.active()))
            .with("accrual_enabled", Boolean.TRUE.equals(request.accrualEnabled()))
            .with("account_code_aliases", List.of())
            .with("deposit_amount", Money.cents(request.depositAmount()));
    int id = call.sql().insert(Tables.ACCOUNT, values);
    link(call, id, null);
    new java.util.LinkedHashSet<>(Objects.requireNonNullElse(request.meters(), List.<Integer>of()))
        .forEach(meter -> link(call, id, meter));
    return id;
  }

  /**
   * Links a meter over the widest span; without a meter, the record that carries account-level
   * charges.
   */
  private static void link(Call call, int accountId, @Nullable Integer meterId) {
    Values values =
        Values.none()
            .with("account_id", accountId)
            .with("meter_id", meterId)
            .with("begin_date", AccountSpan.FIRST)
            .with("end_date", AccountSpan.LAST)
            .with("deregulated", false);
    call.sql().insert(Tables.ACCOUNT_METER, values);
  }

  private static void edit(Call call, AccountEdit request, Values values) {
    int id = call.id("accountId");
    requirePostalCode(request.country(), request.postalCode());
    requireFree(call, id, List.of(request.accountCode()), "accountCode");
    values
        .with("account_code", request.accountCode().strip())
        .with("deposit_amount", Money.cents(request.depositAmount()));
    keepWhereNull(values, "active", request.active());
    keepWhereNull(values, "accrual_enabled", request.accrualEnabled());
    call.sql().update(Tables.ACCOUNT, id, values);
  }

  private static void keepWhereNull(Values values, String column, @Nullable Boolean value) {
    if (value == null) {
      values.without(column);
    }
  }

  private static void editWithAliases(Call call, AccountEditV202511 request) {
    List<String> aliases =
        NamesAndAliases.checked(
            Objects.requireNonNullElse(request.accountCodeAliases(), List.<String>of()),
            "accountCodeAliases");
    if (aliases.stream().map(NamesAndAliases::key).distinct().count() < aliases.size()) {
      throw Problem.invalid("accountCodeAliases", "must differ from each other");
    }
    requireFree(call, call.id("accountId"), aliases, "accountCodeAliases");
    edit(
        call,
        request.edit().account(),
        Values.from(request, "accountCodeAliases").with("account_code_aliases", aliases));
  }

  /** A code or alias may name one account only. */
  static void requireFree(Call call, int id, List<String> codes, String field) {
    if (codes.isEmpty()) {
      return;
    }
    List<String> wanted = codes.stream().map(NamesAndAliases::key).toList();
    NAMES
        .taken(call, id, wanted, wanted)
        .ifPresent(code -> {
          throw Problem.invalid(
              field, "is already a code or alias of account " + code + "; it must be unique");
        });
  }

  private static void requirePostalCode(String country, @Nullable String postalCode) {
    if (Address.NORTH_AMERICA.contains(country.strip().toLowerCase(Locale.ROOT))
        && (postalCode == null || postalCode.isBlank())) {
      throw Problem.invalid("postalCode", "is required in the United States and Canada");
    }
  }

  private static void delete(Call call) {
    int id = call.id("accountId");
    Map<String, Integer> account = Map.of("id", id);
    Uses.of(call.sql(), id).in("account", "summary_account_id", "sub-accounts").refuse("accountId");
    List<Integer> bills =
        call.sql()
            .list(
                "SELECT bill_id FROM bill WHERE tenant_id = :tenant AND account_id = :id",
                account,
                row -> row.integer(1));
    if (!bills.isEmpty() && !call.flag("deleteBills")) {
      throw Problem.invalid(
          "deleteBills",
          "the account has %d bills; deleteBills=true deletes them too".formatted(bills.size()));
    }
    BillGuard.delete(call, bills);
    call.sql()
        .list(
            "SELECT account_meter_id FROM account_meter WHERE tenant_id = :tenant AND account_id = :id",
            account,
            row -> row.integer(1))
        .forEach(link -> call.sql().delete(Tables.ACCOUNT_METER, link));
    SummaryAccounts.release(call.sql(), id);
    call.sql().delete(Tables.ACCOUNT, id);
  }
}
