package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.ledger.billimport.Parties.AccountSeed;
import org.meterbook.ledger.billimport.Parties.MeterSeed;
import org.meterbook.ledger.billimport.Parties.Site;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/**
 * Makes the accounts and meters that bills need and the books do not have, and all around them, a
 * table at a time.
 */
final class Creation {
  private static final int STANDARD = 1;
  private static final String SITE = "line1, city, state, country, postal_code";

  private final Sql sql;
  private final Intake intake;
  private final Directory directory;
  private final IdStock ids;
  private final Outcome outcome;

  Creation(Sql sql, Intake intake, Directory directory, IdStock ids, Outcome outcome) {
    this.sql = sql;
    this.intake = intake;
    this.directory = directory;
    this.ids = ids;
    this.outcome = outcome;
  }

  void make(List<PlannedBill> bills) {
    Rows rows = intake.rows();
    Parties parties = intake.parties();
    Set<AccountSeed> accounts = new LinkedHashSet<>();
    Map<MeterSeed, Integer> meters = new LinkedHashMap<>();
    Set<Links.Wanted> links = new LinkedHashSet<>();
    for (PlannedBill bill : bills) {
      AccountSeed account = parties.account(bill.account());
      if (directory.account(account).isEmpty()) {
        accounts.add(account);
      }
      for (int row : bill.rows()) {
        if (rows.meter(row) != Texts.NONE && rows.found(row) == 0) {
          MeterSeed meter = parties.meter(rows.meter(row));
          meters.putIfAbsent(meter, row);
          links.add(new Links.Wanted(account, meter));
        }
      }
    }
    meters.keySet().removeIf(meter -> directory.meter(meter).isPresent());
    new Surroundings(sql, intake.catalogue(), directory, ids, outcome)
        .make(accounts, meters.keySet());
    accounts(accounts);
    meters(meters);
    new Links(sql, directory, ids, outcome).make(accounts, links);
  }

  private void accounts(Set<AccountSeed> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    int first = ids.take(sql, Tables.ACCOUNT, accounts.size());
    int id = first;
    CopyText text =
        new CopyText(
            sql,
            "account",
            "account_id, account_code, account_info, account_type_id, cost_center_id, vendor_id,"
                + " active, accrual_enabled, account_code_aliases, "
                + SITE
                + ", "
                + CopyText.STAMPS);
    for (AccountSeed seed : accounts) {
      int vendor = Objects.requireNonNull(directory.vendors.get(Codes.key(seed.vendor())));
      Site site = seed.site();
      text.stamped(
          id,
          seed.code(),
          seed.name(),
          STANDARD,
          directory.costCenters.get(Codes.key(seed.costCenter())),
          vendor,
          true,
          false,
          "{}",
          some(site.line1()),
          some(site.city()),
          some(site.state()),
          some(site.country()),
          some(site.postalCode()));
      directory.accounts.put(Codes.key(seed.code()), new Directory.Account(id, true, vendor));
      id++;
    }
    text.write();
    created(Tables.ACCOUNT, "accounts", first, accounts.size());
  }

  private void meters(Map<MeterSeed, Integer> meters) {
    if (meters.isEmpty()) {
      return;
    }
    int first = ids.take(sql, Tables.METER, meters.size());
    int id = first;
    CopyText text =
        new CopyText(
            sql,
            "meter",
            "meter_id, meter_code, meter_info, meter_type_id, commodity_id, place_id,"
                + " meter_time_zone_id, use_unit_id, active, properties, "
                + SITE
                + ", "
                + CopyText.STAMPS);
    for (Map.Entry<MeterSeed, Integer> entry : meters.entrySet()) {
      MeterSeed seed = entry.getKey();
      int commodity = intake.catalogue().commodity(seed.commodity()).orElseThrow();
      Site site = seed.site();
      text.stamped(
          id,
          seed.code(),
          seed.name(),
          STANDARD,
          commodity,
          directory.places.get(Codes.key(seed.place())),
          intake.catalogue().timeZone(),
          useUnit(entry.getValue()),
          true,
          "{}",
          some(site.line1()),
          some(site.city()),
          some(site.state()),
          some(site.country()),
          some(site.postalCode()));
      directory.meters.put(Codes.key(seed.code()), new Directory.Meter(id, commodity));
      id++;
    }
    text.write();
    created(Tables.METER, "meters", first, meters.size());
  }

  /** The unit in which the meter's first row counts use. */
  private @Nullable Integer useUnit(int row) {
    List<Integer> units = new ArrayList<>();
    for (Measures.Measure measure : intake.measures().all()) {
      if (measure.kind().use() && measure.hasValue(intake.rows(), row)) {
        units.add(measure.unit(intake.rows(), row));
      }
    }
    return units.isEmpty() ? null : units.getFirst();
  }

  private static @Nullable String some(String text) {
    return text.isEmpty() ? null : text;
  }

  private void created(Table table, String what, int first, int count) {
    sql.recordCreated(table, first, first + count - 1);
    outcome.created(what, count);
  }
}
