package org.meterbook.ledger.account;

import java.util.List;
import java.util.stream.Collectors;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Address;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.vendor.VendorShapes;
import org.meterbook.store.Tables;

/** Finds the account of a bill by what is printed on it. */
final class AccountSearch {
  private static final List<String> PLACES = List.of("line1", "line2", "city", "state");

  private static final String FORMER_CODE =
      "(SELECT h.previous_account_code FROM account_code_history h WHERE h.tenant_id = $.tenant_id AND h.account_id = $.account_id"
          + " AND strpos(lower(h.previous_account_code), lower(coalesce(:query, ''))) > 0 ORDER BY h.end_date DESC LIMIT 1)";
  private static final String ACCOUNT =
      "("
          + contains("$.", List.of("account_code", "account_info"))
          + " OR "
          + FORMER_CODE
          + " IS NOT NULL)";
  private static final String METER =
      meter(contains("m.", List.of("meter_code", "meter_info", "serial_number")));
  private static final String ACCOUNT_ADDRESS = "(" + contains("$.", PLACES) + ")";
  private static final String METER_ADDRESS = meter(contains("m.", PLACES));

  private static final Shape RESPONSE =
      AccountShapes.flags(
              Shape.of("SearchAccountMeterBillEntry", Tables.ACCOUNT)
                  .field(
                      "matchType",
                      FieldType.TEXT,
                      "CASE WHEN %s THEN 'Account' WHEN %s THEN 'Meter' WHEN %s THEN 'AccountAddress' ELSE 'MeterAddress' END"
                          .formatted(ACCOUNT, METER, ACCOUNT_ADDRESS),
                      "what was found: Account, Meter, AccountAddress or MeterAddress")
                  .integer("accountId", "identifier of the account")
                  .text("accountCode", "account number")
                  .text("accountInfo", "name of the account")
                  .field(
                      "previousAccountCode",
                      FieldType.TEXT,
                      FORMER_CODE,
                      "former number, if that was found")
                  .bool("active", "takes bills")
                  .one("accountType", AccountShapes.TYPE, "$.account_type_id", "kind of account"))
          .one("vendor", VendorShapes.CHILD, "$.vendor_id", "who sends its bills")
          .group("accountAddress", Address.on(Tables.ACCOUNT), "where it is")
          .linked(
              "meters",
              MeterShapes.FOUND,
              Tables.ACCOUNT_METER,
              "$.meter_id",
              "meters linked to it")
          .build();

  private AccountSearch() {}

  private static String contains(String row, List<String> columns) {
    return columns.stream()
        .map(
            column -> "strpos(lower(%s%s), lower(coalesce(:query, ''))) > 0".formatted(row, column))
        .collect(Collectors.joining(" OR "));
  }

  private static String meter(String condition) {
    return "EXISTS (SELECT 1 FROM account_meter l JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id"
        + " WHERE l.tenant_id = $.tenant_id AND l.account_id = $.account_id AND (%s))"
            .formatted(condition);
  }

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .listing(
            "SearchAccountsV3",
            "/api/v3/account/search",
            "Accounts (View)",
            false,
            "(%s OR %s OR %s OR %s) AND ($.active OR lower(:includeInactiveAccounts) = 'true')"
                .formatted(ACCOUNT, METER, ACCOUNT_ADDRESS, METER_ADDRESS),
            "Finds accounts by number, former number, name, meter or address.")
        .parameter(
            "query",
            FieldType.TEXT,
            "any part of what is looked for, in any letter case; all where not given")
        .flag("includeInactiveAccounts", "finds accounts that take no bills too");
  }
}
