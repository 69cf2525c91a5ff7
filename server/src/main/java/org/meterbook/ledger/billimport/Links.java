package org.meterbook.ledger.billimport;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.ledger.account.AccountSpan;
import org.meterbook.ledger.billimport.Parties.AccountSeed;
import org.meterbook.ledger.billimport.Parties.MeterSeed;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Links accounts and meters over the widest span, with the template for bill entry and, where the
 * profile names one, the rate.
 */
final class Links {
  /**
   * The usual steps to a template in one order: units of use and demand, unit of use, use only,
   * any.
   */
  private static final String TEMPLATES =
      """
      SELECT m.meter_id,
        (SELECT t.template_id FROM template t WHERE t.tenant_id = m.tenant_id AND t.commodity_id = m.commodity_id
         ORDER BY (t.use_unit_id = m.use_unit_id AND t.demand_unit_id IS NOT DISTINCT FROM m.demand_unit_id) IS TRUE DESC,
           (t.use_unit_id = m.use_unit_id) IS TRUE DESC, (t.use_unit_id IS NOT NULL AND t.demand_unit_id IS NULL) DESC, t.template_id
         LIMIT 1)
      FROM meter m WHERE m.tenant_id = :tenant AND m.meter_id = ANY(:meters)
      """;

  /** Where the only version of a rate begins. */
  private static final LocalDateTime FIRST_VERSION = LocalDateTime.of(1899, 12, 31, 0, 0);

  /** An account and a meter that a bill has together. */
  record Wanted(AccountSeed account, MeterSeed meter) {}

  private final Sql sql;
  private final Directory directory;
  private final IdStock ids;
  private final Outcome outcome;

  Links(Sql sql, Directory directory, IdStock ids, Outcome outcome) {
    this.sql = sql;
    this.directory = directory;
    this.ids = ids;
    this.outcome = outcome;
  }

  /** Adds the missing links, and for each new account the record that carries its own charges. */
  void make(Set<AccountSeed> newAccounts, Collection<Wanted> wanted) {
    List<Wanted> missing =
        wanted.stream().filter(each -> !directory.isLinked(account(each), meter(each))).toList();
    int count = newAccounts.size() + missing.size();
    if (count == 0) {
      return;
    }
    int first = ids.take(sql, Tables.ACCOUNT_METER, count);
    int id = first;
    CopyText links =
        new CopyText(
            sql,
            "account_meter",
            "account_meter_id, account_id, meter_id, begin_date, end_date, deregulated");
    for (AccountSeed seed : newAccounts) {
      links.row(
          id++,
          directory.account(seed).orElseThrow().id(),
          null,
          AccountSpan.FIRST,
          AccountSpan.LAST,
          false);
    }
    Map<Wanted, Integer> ids = new LinkedHashMap<>();
    for (Wanted each : missing) {
      ids.put(each, id);
      links.row(
          id++, account(each).id(), meter(each).id(), AccountSpan.FIRST, AccountSpan.LAST, false);
    }
    links.write();
    sql.recordCreated(Tables.ACCOUNT_METER, first, id - 1);
    outcome.created("links", missing.size());
    assign(ids, templates(missing), Tables.FORM_TEMPLATE, "template_id, begin_date");
    assign(ids, rates(missing), Tables.ACCOUNT_METER_RATE, "rate_id, start_date");
  }

  private Directory.Account account(Wanted wanted) {
    return directory.account(wanted.account()).orElseThrow();
  }

  private Directory.Meter meter(Wanted wanted) {
    return directory.meter(wanted.meter()).orElseThrow();
  }

  private void assign(
      Map<Wanted, Integer> links, Map<Wanted, Integer> assigned, Table table, String columns) {
    if (assigned.isEmpty()) {
      return;
    }
    int first = ids.take(sql, table, assigned.size());
    int id = first;
    CopyText text =
        new CopyText(
            sql,
            table.name(),
            "%s, account_meter_id, %s, end_date".formatted(table.key(), columns));
    for (Map.Entry<Wanted, Integer> each : assigned.entrySet()) {
      text.row(
          id++, links.get(each.getKey()), each.getValue(), AccountSpan.FIRST, AccountSpan.LAST);
    }
    text.write();
    sql.recordCreated(table, first, id - 1);
  }

  private Map<Wanted, Integer> templates(List<Wanted> missing) {
    Map<Integer, Integer> byMeter = new HashMap<>();
    if (!missing.isEmpty()) {
      sql.list(
          TEMPLATES,
          Map.of("meters", missing.stream().map(each -> meter(each).id()).distinct().toList()),
          row -> {
            @Nullable Integer template = row.integerOrNull(2);
            return template != null && byMeter.put(row.integer(1), template) == null;
          });
    }
    Map<Wanted, Integer> templates = new LinkedHashMap<>();
    for (Wanted each : missing) {
      Integer template = byMeter.get(meter(each).id());
      if (template != null) {
        templates.put(each, template);
      }
    }
    return templates;
  }

  private Map<Wanted, Integer> rates(List<Wanted> missing) {
    Map<Wanted, Integer> rates = new LinkedHashMap<>();
    for (Wanted each : missing) {
      String name = each.meter().rate();
      if (!name.isEmpty()) {
        Directory.RateKey key =
            new Directory.RateKey(
                account(each).vendorId(), meter(each).commodityId(), Codes.key(name));
        rates.put(each, directory.rates.computeIfAbsent(key, _ -> rate(key, name)));
      }
    }
    return rates;
  }

  private int rate(Directory.RateKey key, String name) {
    outcome.created("rates", 1);
    int id =
        sql.insert(
            Tables.RATE,
            Values.none()
                .with("name", name)
                .with("vendor_id", key.vendorId())
                .with("commodity_id", key.commodityId()));
    sql.insert(
        Tables.RATE_VERSION,
        Values.none()
            .with("rate_id", id)
            .with("begin_date", FIRST_VERSION)
            .with("end_date", AccountSpan.LAST));
    return id;
  }
}
