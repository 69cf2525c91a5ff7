package org.meterbook.collection.work;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.Blocks;
import org.meterbook.collection.Notes;
import org.meterbook.collection.connector.Found;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** The utility's billing accounts and their statements, each known again by its key and date. */
final class BillingAccounts {
  private BillingAccounts() {}

  static void save(Sql sql, int authorization, List<Found.Account> accounts) {
    for (Found.Account account : accounts) {
      int id = account(sql, authorization, account);
      statements(sql, authorization, id, account);
    }
  }

  private static int account(Sql sql, int authorization, Found.Account account) {
    return sql.first(
            """
            INSERT INTO collection_billing_account (tenant_id, collection_billing_account_id, collection_authorization_id, created, utility_key, blocks)
            VALUES (:tenant, :id, :authorization, :now, :key, :blocks::json)
            ON CONFLICT (tenant_id, collection_authorization_id, utility_key) DO UPDATE SET blocks = excluded.blocks
            RETURNING collection_billing_account_id
            """,
            Map.of(
                "id", sql.nextId(Tables.COLLECTION_BILLING_ACCOUNT),
                "authorization", authorization,
                "now", sql.now(),
                "key", account.key(),
                "blocks", Blocks.ofAccount(account).toString()),
            row -> row.integer(1))
        .orElseThrow();
  }

  private static void statements(Sql sql, int authorization, int id, Found.Account account) {
    List<Found.Statement> statements = account.statements();
    if (statements.isEmpty()) {
      return;
    }
    int first = sql.nextIds(Tables.COLLECTION_BILLING_SUMMARY, statements.size());
    var rows = Notes.JSON.createArrayNode();
    for (int i = 0; i < statements.size(); i++) {
      Found.Statement statement = statements.get(i);
      Found.@Nullable Statement before = i == 0 ? null : statements.get(i - 1);
      rows.addObject()
          .put("id", first + i)
          .put("day", statement.date().toString())
          .put("notes", notes(sql, statement, before).json())
          .put("blocks", Blocks.ofStatement(statement).toString());
    }
    Map<String, Object> values = new HashMap<>();
    values.put("rows", rows.toString());
    values.put("account", id);
    values.put("authorization", authorization);
    values.put("key", account.key());
    values.put("now", sql.now());
    sql.execute(
        """
        INSERT INTO collection_billing_summary (tenant_id, collection_billing_summary_id, collection_billing_account_id, collection_authorization_id,
          created, statement_date, meter_ids, notes, blocks)
        SELECT :tenant, r.id, :account, :authorization, :now, r.day, coalesce(
          (SELECT array_agg(m.collection_meter_id ORDER BY m.collection_meter_id) FROM collection_meter m
            WHERE m.tenant_id = :tenant AND m.collection_authorization_id = :authorization AND m.base ->> 'billing_account' = :key), '{}'),
          r.notes::json, r.blocks::json
        FROM jsonb_to_recordset(:rows::jsonb) AS r(id int, day date, notes text, blocks text)
        ON CONFLICT (tenant_id, collection_billing_account_id, statement_date)
        DO UPDATE SET meter_ids = excluded.meter_ids, notes = excluded.notes, blocks = excluded.blocks
        """,
        values);
  }

  /** What does not add up. */
  private static Notes notes(Sql sql, Found.Statement statement, Found.@Nullable Statement before) {
    Notes notes = Notes.at(sql.now());
    BigDecimal sum =
        statement.charges().stream()
            .map(Found.Charge::cost)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal charges = statement.newCharges();
    if (charges != null && !statement.charges().isEmpty() && sum.compareTo(charges) != 0) {
      notes.with(
          "audit_failed_on_new_charges",
          "The new charges add up to %s, not %s.".formatted(sum, charges));
    }
    BigDecimal previous = statement.previousBalance();
    if (before != null
        && previous != null
        && before.newBalance() != null
        && previous.compareTo(Objects.requireNonNull(before.newBalance())) != 0) {
      notes.with(
          "previous_balances_strange",
          "The previous balance is %s, but the statement before ended with %s."
              .formatted(previous, before.newBalance()));
    }
    return notes;
  }
}
