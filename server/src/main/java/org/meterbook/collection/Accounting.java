package org.meterbook.collection;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Row;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The utility's own accounting: billing accounts and their statements. */
final class Accounting {
  private static final String ACCOUNTS = "/accounting/billing-accounts";
  private static final String SUMMARIES = "/accounting/billing-summaries";

  private static final String SELECT_ACCOUNT =
      """
      SELECT t.collection_billing_account_id, t.collection_authorization_id,
        coalesce((SELECT array_agg(m.collection_meter_id ORDER BY m.collection_meter_id) FROM collection_meter m WHERE m.tenant_id = t.tenant_id
          AND m.collection_authorization_id = t.collection_authorization_id AND m.base ->> 'billing_account' = t.utility_key), '{}'),
        t.notes, coalesce((SELECT array_agg(s.statement_date::text ORDER BY s.statement_date) FROM collection_billing_summary s
          WHERE s.tenant_id = t.tenant_id AND s.collection_billing_account_id = t.collection_billing_account_id), '{}'), t.blocks
      FROM collection_billing_account t WHERE t.tenant_id = :tenant
      """;

  private static final String SELECT_SUMMARY =
      """
      SELECT t.collection_billing_summary_id, t.collection_billing_account_id, t.collection_authorization_id, t.meter_ids, t.notes, t.blocks
      FROM collection_billing_summary t WHERE t.tenant_id = :tenant
      """;

  private static final String OF_METERS =
      "EXISTS (SELECT 1 FROM collection_meter m WHERE m.tenant_id = t.tenant_id AND m.collection_authorization_id = t.collection_authorization_id"
          + " AND m.base ->> 'billing_account' = t.utility_key AND m.collection_meter_id = ANY(:meters))";

  private final Site site;

  Accounting(Site site) {
    this.site = site;
  }

  record BillingAccount(
      @Meaning("identifier") String uid,
      String authorization_uid,
      List<String> meter_uids,
      JsonNode notes,
      @Meaning("days of its statements") List<String> statement_dates,
      @Meaning("names of the blocks beside: base, sources") List<String> blocks,
      @JsonAnyGetter @Meaning("the blocks by name") Map<String, JsonNode> byName) {}

  record BillingAccountListing(
      List<BillingAccount> billing_accounts,
      @Meaning("the rest of the list") @Nullable String next) {}

  record BillingSummary(
      @Meaning("identifier") String uid,
      String billing_account_uid,
      String authorization_uid,
      List<String> meter_uids,
      @Meaning("what does not add up") JsonNode notes,
      @Meaning("names of the blocks beside: base, new_charges, sources") List<String> blocks,
      @JsonAnyGetter @Meaning("the blocks by name") Map<String, JsonNode> byName) {}

  record BillingSummaryListing(
      List<BillingSummary> billing_summaries,
      @Meaning("the rest of the list") @Nullable String next) {}

  void register(Operations operations) {
    operations
        .compute(
            "GetBillingAccounts",
            "GET",
            "/api/v2" + ACCOUNTS,
            "",
            BillingAccountListing.class,
            false,
            (call, _) -> accounts(call),
            "Lists the utility's billing accounts, newest first.")
        .parameter("uids", FieldType.TEXT, "only these UIDs, separated by commas")
        .parameter("authorizations", FieldType.TEXT, "only of these authorizations")
        .parameter("meters", FieldType.TEXT, "only of these meters")
        .parameter("after", FieldType.TEXT, "what follows this UID");
    operations.compute(
        "GetBillingAccount",
        "GET",
        "/api/v2" + ACCOUNTS + "/{uid}",
        "",
        BillingAccount.class,
        false,
        (call, _) -> account(call),
        "Answers one billing account.");
    operations
        .compute(
            "GetBillingSummaries",
            "GET",
            "/api/v2" + SUMMARIES,
            "",
            BillingSummaryListing.class,
            false,
            (call, _) -> summaries(call),
            "Lists statements of billing accounts, newest first.")
        .parameter("uids", FieldType.TEXT, "only these UIDs, separated by commas")
        .parameter("authorizations", FieldType.TEXT, "only of these authorizations")
        .parameter("billing_accounts", FieldType.TEXT, "only of these billing accounts")
        .parameter("meters", FieldType.TEXT, "only of these meters")
        .parameter("after", FieldType.TEXT, "what follows this UID");
    operations.compute(
        "GetBillingSummary",
        "GET",
        "/api/v2" + SUMMARIES + "/{uid}",
        "",
        BillingSummary.class,
        false,
        (call, _) -> summary(call),
        "Answers one statement.");
  }

  private BillingAccountListing accounts(Call call) {
    var chosen =
        new Selection(call)
            .uids("uids", "t.collection_billing_account_id")
            .uids("authorizations", "t.collection_authorization_id")
            .uidsIn("meters", OF_METERS)
            .newest(
                SELECT_ACCOUNT,
                Tables.COLLECTION_BILLING_ACCOUNT,
                "created",
                Accounting::billingAccount);
    return new BillingAccountListing(
        chosen.items(), site.next(call, ACCOUNTS, chosen, BillingAccount::uid));
  }

  private static BillingAccount account(Call call) {
    return call.sql()
        .first(
            SELECT_ACCOUNT + " AND t.collection_billing_account_id = :id",
            Map.of("id", call.id("uid")),
            Accounting::billingAccount)
        .orElseThrow();
  }

  private static BillingAccount billingAccount(Row row) {
    Map<String, JsonNode> blocks = blocks(row.text(6));
    return new BillingAccount(
        String.valueOf(row.integer(1)),
        String.valueOf(row.integer(2)),
        row.integers(3).stream().map(String::valueOf).toList(),
        Notes.JSON.readTree(row.text(4)),
        row.texts(5),
        List.copyOf(blocks.keySet()),
        blocks);
  }

  private BillingSummaryListing summaries(Call call) {
    var chosen =
        new Selection(call)
            .uids("uids", "t.collection_billing_summary_id")
            .uids("authorizations", "t.collection_authorization_id")
            .uids("billing_accounts", "t.collection_billing_account_id")
            .uidsIn("meters", "t.meter_ids && :meters")
            .newest(
                SELECT_SUMMARY,
                Tables.COLLECTION_BILLING_SUMMARY,
                "created",
                Accounting::billingSummary);
    return new BillingSummaryListing(
        chosen.items(), site.next(call, SUMMARIES, chosen, BillingSummary::uid));
  }

  private static BillingSummary summary(Call call) {
    return call.sql()
        .first(
            SELECT_SUMMARY + " AND t.collection_billing_summary_id = :id",
            Map.of("id", call.id("uid")),
            Accounting::billingSummary)
        .orElseThrow();
  }

  private static BillingSummary billingSummary(Row row) {
    Map<String, JsonNode> blocks = blocks(row.text(6));
    return new BillingSummary(
        String.valueOf(row.integer(1)),
        String.valueOf(row.integer(2)),
        String.valueOf(row.integer(3)),
        row.integers(4).stream().map(String::valueOf).toList(),
        Notes.JSON.readTree(row.text(5)),
        List.copyOf(blocks.keySet()),
        blocks);
  }

  private static Map<String, JsonNode> blocks(String text) {
    Map<String, JsonNode> blocks = new LinkedHashMap<>();
    ((ObjectNode) Notes.JSON.readTree(text))
        .properties()
        .forEach(each -> blocks.put(each.getKey(), each.getValue()));
    return blocks;
  }
}
