package org.meterbook.ledger.setup;

import java.time.LocalDateTime;
import java.util.List;
import org.meterbook.ledger.setup.Column.Use;
import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Tables;

/** Accounts, and accounts with their meters: a row is a link of the two. */
final class AccountSheets {
  static final Lookup CODE = Lookup.of(Tables.ACCOUNT, "account_code");

  private static final Part ACCOUNT =
      Part.of(
              "account",
              "accountId",
              "CreateAccountV3",
              "EditAccountV202511",
              new Part.ByCode("Account", CODE),
              Column.text("Account", "accountCode"),
              Column.text("Account name", "accountInfo"),
              Column.code(
                      "Account type",
                      "accountTypeId",
                      "accountType.accountTypeId",
                      Lookup.listed(Tables.ACCOUNT_TYPE, "account_type_code"))
                  .use(Use.CREATE),
              Column.code("Vendor", "vendorId", "vendor.vendorId", VendorSheets.CODE)
                  .use(Use.CREATE),
              Column.code(
                  "Cost center", "costCenterId", "costCenter.costCenterId", CostCenterSheets.CODE),
              Column.code(
                  "Customer",
                  "customerId",
                  "customer.customerId",
                  Lookup.of(Tables.CUSTOMER, "customer_code")),
              Column.truth("Account active", "active"),
              Column.truth("Accruals", "accrualEnabled"),
              address("line 1", "line1"),
              address("line 2", "line2"),
              address("line 3", "line3"),
              address("city", "city"),
              address("state", "state"),
              address("country", "country"),
              address("postal code", "postalCode"),
              Column.date("Service start", "serviceStart"),
              Column.date("Service end", "serviceEnd"),
              Column.date("Deposit paid", "depositPaid"),
              Column.date("Deposit returned", "depositReturn"),
              Column.number("Deposit amount", "depositAmount"),
              Column.text("Deposit note", "depositNote"),
              Column.code(
                  "Account general ledger",
                  "generalLedgerId",
                  "accountGeneralLedger.generalLedgerId",
                  LedgerSheets.CODE),
              Column.of("Account aliases", "accountCodeAliases", new Cell.Texts()).use(Use.EDIT),
              Column.text("Bill acquisition", "billAcquisitionMethod").use(Use.EDIT),
              Column.text("Memo", "memo"),
              Column.text("Account description", "accountDescription"))
          .hidden(Hidden.kept("contactId", "contact.contactId"));

  private static final Part LINK =
      Part.of(
              "link",
              "accountMeterId",
              "CreateAccountMeterV3",
              "EditAccountMeterV3",
              new Part.ByDay(
                  """
                  SELECT l.account_meter_id FROM account_meter l WHERE l.tenant_id = :tenant AND l.account_id = :accountId
                    AND l.meter_id = :meterId AND l.begin_date = :begin
                  """,
                  "Link from",
                  LocalDateTime.of(1899, 1, 1, 0, 0)),
              Column.date("Link from", "beginDate"),
              Column.date("Link to", "endDate"),
              Column.of("Rate", "rateId", "rates", new Cell.Code(RateSheets.CODE))
                  .showing(row -> Json.at(Json.last(row.path("rates")), "rate.rateId"))
                  .use(Use.CREATE),
              Column.of(
                      "Template",
                      "templateId",
                      "formTemplates",
                      new Cell.Code(Lookup.of(Tables.TEMPLATE, "template_code")))
                  .showing(
                      row -> Json.at(Json.last(row.path("formTemplates")), "template.templateId"))
                  .use(Use.CREATE),
              Column.code(
                  "General ledger",
                  "generalLedgerId",
                  "generalLedger.generalLedgerId",
                  LedgerSheets.CODE),
              Column.code(
                  "Vendor role",
                  "vendorTypeId",
                  "vendorType.vendorTypeId",
                  Lookup.listed(Tables.VENDOR_TYPE, "vendor_type_code")),
              Column.truth("Deregulated", "deregulated").use(Use.CREATE))
          .hidden(Hidden.part("accountId"), Hidden.part("meterId"))
          .maybe();

  static final Sheet ACCOUNTS_AND_METERS =
      new Sheet(
          "AccountsAndMeters",
          Makes.BY_CREATE,
          List.of(
              ACCOUNT.custom("Account", "GetAccountsUdfsV3", "EditAccountUDFsV3", "Account: "),
              MeterSheets.METER
                  .custom("Meter", "GetMetersUDFsV3", "EditMeterUdFsV3", "Meter: ")
                  .maybe(),
              LINK),
          "GetAccountsV3",
          0,
          """
          SELECT a.account_id, l.meter_id, CASE WHEN l.meter_id IS NOT NULL THEN l.account_meter_id END
          FROM account a LEFT JOIN account_meter l ON l.tenant_id = a.tenant_id AND l.account_id = a.account_id AND l.meter_id IS NOT NULL
          WHERE a.tenant_id = :tenant ORDER BY a.account_id, l.meter_id, l.begin_date
          """);

  static final Sheet ACCOUNTS =
      Sheet.of(
          "Accounts",
          Makes.NOTHING,
          ACCOUNT.custom("Account", "GetAccountsUdfsV3", "EditAccountUDFsV3"),
          "GetAccountsV3",
          "SELECT t.account_id FROM account t WHERE t.tenant_id = :tenant ORDER BY 1");

  private AccountSheets() {}

  private static Column address(String heading, String property) {
    return Column.of("Account " + heading, property, "address." + property, Cell.Plain.TEXT);
  }
}
