package org.meterbook.ledger.account;

import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Named;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Summary accounts: one bill of a vendor for many addresses. The summary account has the bill that
 * is paid; its sub-accounts, of the same vendor, give the use to their meters. Older clients only
 * see the flags.
 */
public final class SummaryAccounts {
  private static final String PATH = "/api/v202611/summaryAccount/{accountId}/account";

  private SummaryAccounts() {}

  static void register(Operations operations, Shape account) {
    operations
        .resource(account)
        .filters("accountId", "accountCode", "accountInfo")
        .listing(
            "GetSummaryAccountsV202611",
            "/api/v202611/summaryAccount",
            "Accounts (View)",
            true,
            "$.has_sub_account",
            "Lists summary accounts.");
    operations
        .resource(account)
        .listing(
            "GetSubAccountsV202611",
            PATH,
            "Accounts (View)",
            false,
            "$.summary_account_id = :accountId",
            "Lists the sub-accounts of a summary account.")
        .writeAll(
            "EditSubAccountsV202611",
            "PUT",
            PATH,
            "Accounts (Edit)",
            Integer.class,
            SummaryAccounts::replace,
            "Makes an account the summary account of these, and of no others.");
  }

  private static List<Integer> replace(Call call, List<Integer> ids) {
    int summary = call.id("accountId");
    Sql sql = call.sql();
    sql.lock(Tables.ACCOUNT, List.of(0));
    List<Integer> subs = Named.of(call, Tables.ACCOUNT, ids).ids();
    refuse(sql, summary, subs);
    // What the caller cannot see is not the caller's to release.
    List<Integer> before =
        sql.list(
            "SELECT a.account_id FROM account a WHERE a.tenant_id = :tenant AND a.summary_account_id = :id"
                + call.within(Tables.ACCOUNT, "a"),
            Map.of("id", summary),
            row -> row.integer(1));
    before.stream().filter(id -> !subs.contains(id)).forEach(id -> set(sql, id, null));
    subs.stream().filter(id -> !before.contains(id)).forEach(id -> set(sql, id, summary));
    boolean any =
        sql.exists(
            "SELECT 1 FROM account a WHERE a.tenant_id = :tenant AND a.summary_account_id = :id",
            Map.of("id", summary));
    sql.update(Tables.ACCOUNT, summary, Values.none().with("has_sub_account", any));
    return subs;
  }

  private static void refuse(Sql sql, int summary, List<Integer> subs) {
    sql.first(
            """
            SELECT CASE WHEN a.account_id = s.account_id THEN 'is the summary account itself'
              WHEN a.vendor_id <> s.vendor_id THEN 'has another vendor than the summary account'
              WHEN a.has_sub_account THEN 'is a summary account itself'
              WHEN s.summary_account_id IS NOT NULL THEN 'cannot be below one that is a sub-account'
              ELSE 'belongs to another summary account' END, a.account_code
            FROM account a JOIN account s ON s.tenant_id = a.tenant_id AND s.account_id = :summary
            WHERE a.tenant_id = :tenant AND a.account_id = ANY(:subs::int[])
              AND (a.account_id = s.account_id OR a.vendor_id <> s.vendor_id OR a.has_sub_account OR s.summary_account_id IS NOT NULL
                OR a.summary_account_id <> s.account_id)
            ORDER BY a.account_id LIMIT 1
            """,
            Map.of("summary", summary, "subs", subs),
            row -> "account " + row.text(2) + " " + row.text(1))
        .ifPresent(reason -> {
          throw Problem.invalid("", reason);
        });
  }

  private static void set(
      Sql sql, int account, @org.jspecify.annotations.Nullable Integer summary) {
    sql.update(Tables.ACCOUNT, account, Values.none().with("summary_account_id", summary));
  }

  /** Refuses to give accounts of a summary to another vendor. */
  public static void requireNone(Sql sql, List<Integer> accounts) {
    sql.first(
            "SELECT a.account_code FROM account a WHERE a.tenant_id = :tenant AND a.account_id = ANY(:ids::int[])"
                + " AND (a.has_sub_account OR a.summary_account_id IS NOT NULL) ORDER BY a.account_id LIMIT 1",
            Map.of("ids", accounts),
            row -> row.text(1))
        .ifPresent(code -> {
          throw Problem.invalid(
              "",
              "account %s is a summary account or belongs to one, all of whose accounts have one vendor; release it first"
                  .formatted(code));
        });
  }

  /** Refuses to delete an account that others name as theirs; tells the one that it named. */
  static void release(Sql sql, int account) {
    sql.first(
            "SELECT a.summary_account_id FROM account a WHERE a.tenant_id = :tenant AND a.account_id = :id AND a.summary_account_id IS NOT NULL"
                + " AND NOT EXISTS (SELECT 1 FROM account o WHERE o.tenant_id = a.tenant_id AND o.summary_account_id = a.summary_account_id AND o.account_id <> a.account_id)",
            Map.of("id", account),
            row -> row.integer(1))
        .ifPresent(summary ->
            sql.update(Tables.ACCOUNT, summary, Values.none().with("has_sub_account", false)));
  }
}
