package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterbook.ledger.billimport.Parties.AccountSeed;
import org.meterbook.ledger.billimport.Parties.MeterSeed;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/**
 * What the books have of the accounts and meters of a block, asked for once a block. Lives as long
 * as its transaction.
 */
final class Directory {
  private static final String ALIASES =
      """
      SELECT a.account_id, x.alias, a.active, a.vendor_id FROM account a CROSS JOIN unnest(a.account_code_aliases) x (alias)
      WHERE a.tenant_id = :tenant AND cardinality(a.account_code_aliases) > 0 AND lower(x.alias) = ANY(:codes)
      """;

  /** An account of the books. */
  record Account(int id, boolean active, int vendorId) {}

  /** A meter of the books. */
  record Meter(int id, int commodityId) {}

  /** A link's days. */
  private record Span(long begin, long end) {}

  /** An alert that keeps bills out, and its days. */
  private record Alert(long begin, long end, String message) {}

  /** An account's id and a meter's. */
  record Pair(int accountId, int meterId) {}

  /** A rate by what it is found. */
  record RateKey(int vendorId, int commodityId, String name) {}

  final Map<String, Account> accounts = new HashMap<>();
  final Map<String, Meter> meters = new HashMap<>();
  final Map<String, Integer> vendors = new HashMap<>();
  final Map<String, Integer> costCenters = new HashMap<>();
  final Map<String, Integer> places = new HashMap<>();
  final Map<RateKey, Integer> rates = new HashMap<>();
  private final Map<Pair, Set<Span>> links = new HashMap<>();
  private final Map<Integer, List<Alert>> alerts = new HashMap<>();

  static Directory look(Sql sql, Collection<AccountSeed> accounts, Collection<MeterSeed> meters) {
    Directory directory = new Directory();
    directory.accounts(sql, keys(accounts, AccountSeed::code));
    directory.find(
        sql,
        "meter",
        "meter_id, meter_code, commodity_id",
        keys(meters, MeterSeed::code),
        row ->
            directory.meters.put(
                Codes.key(row.text(2)), new Meter(row.integer(1), row.integer(3))));
    directory.find(
        sql,
        "vendor",
        "vendor_id, vendor_code",
        keys(accounts, AccountSeed::vendor),
        row -> directory.vendors.put(Codes.key(row.text(2)), row.integer(1)));
    directory.find(
        sql,
        "cost_center",
        "cost_center_id, cost_center_code",
        keys(accounts, AccountSeed::costCenter),
        row -> directory.costCenters.put(Codes.key(row.text(2)), row.integer(1)));
    Set<String> places = new HashSet<>(keys(meters, MeterSeed::place));
    places.addAll(keys(meters, MeterSeed::placeParent));
    directory.find(
        sql,
        "place",
        "place_id, place_code",
        places,
        row -> directory.places.put(Codes.key(row.text(2)), row.integer(1)));
    directory.aliases(sql, keys(accounts, AccountSeed::vendor));
    directory.alerts(sql);
    directory.rates(sql, keys(meters, MeterSeed::rate));
    directory.links(sql);
    return directory;
  }

  private static <T> Set<String> keys(Collection<T> seeds, Function<T, String> code) {
    return seeds.stream()
        .map(code)
        .filter(each -> !each.isEmpty())
        .map(Codes::key)
        .collect(Collectors.toSet());
  }

  private void find(
      Sql sql, String table, String columns, Set<String> codes, Function<Row, ?> found) {
    if (!codes.isEmpty()) {
      sql.list(
          "SELECT %s FROM %s WHERE tenant_id = :tenant AND lower(%2$s_code) = ANY(:codes)"
              .formatted(columns, table),
          Map.of("codes", codes),
          row -> Optional.ofNullable(found.apply(row)));
    }
  }

  private void accounts(Sql sql, Set<String> codes) {
    Function<Row, ?> found =
        row ->
            accounts.putIfAbsent(
                Codes.key(row.text(2)), new Account(row.integer(1), row.bool(3), row.integer(4)));
    find(sql, "account", "account_id, account_code, active, vendor_id", codes, found);
    Set<String> others = new HashSet<>(codes);
    others.removeAll(accounts.keySet());
    if (!others.isEmpty()) {
      sql.list(ALIASES, Map.of("codes", others), row -> Optional.ofNullable(found.apply(row)));
    }
  }

  /** A vendor's code goes before an alias, the older vendor before the younger. */
  private void aliases(Sql sql, Set<String> names) {
    Set<String> others = new HashSet<>(names);
    others.removeAll(vendors.keySet());
    if (!others.isEmpty()) {
      sql.list(
          "SELECT v.vendor_id, x.alias FROM vendor v CROSS JOIN unnest(v.vendor_aliases) x (alias)"
              + " WHERE v.tenant_id = :tenant AND lower(x.alias) = ANY(:names) ORDER BY 1",
          Map.of("names", others),
          row -> Optional.ofNullable(vendors.putIfAbsent(Codes.key(row.text(2)), row.integer(1))));
    }
  }

  private void alerts(Sql sql) {
    if (!accounts.isEmpty()) {
      sql.list(
          "SELECT a.account_id, a.begin_date, a.end_date, a.message FROM account_alert a WHERE a.tenant_id = :tenant"
              + " AND a.account_id = ANY(:accounts) AND NOT a.allow_bill_processing",
          Map.of("accounts", ids(accounts.values().stream().map(Account::id))),
          row ->
              alerts
                  .computeIfAbsent(row.integer(1), _ -> new ArrayList<>())
                  .add(
                      new Alert(
                          row.local(2).toLocalDate().toEpochDay(),
                          row.local(3).toLocalDate().toEpochDay(),
                          row.text(4))));
    }
  }

  /** What keeps out bills of an account that end on this day. */
  Optional<String> alert(int account, int end) {
    return alerts.getOrDefault(account, List.of()).stream()
        .filter(alert -> alert.begin() <= end && end <= alert.end())
        .findFirst()
        .map(alert -> "an alert of the account keeps bills out: " + alert.message());
  }

  private void rates(Sql sql, Set<String> names) {
    if (!names.isEmpty()) {
      sql.list(
          "SELECT rate_id, vendor_id, commodity_id, name FROM rate WHERE tenant_id = :tenant AND"
              + " lower(name) = ANY(:names) ORDER BY rate_id",
          Map.of("names", names),
          row ->
              Optional.ofNullable(
                  rates.putIfAbsent(
                      new RateKey(row.integer(2), row.integer(3), Codes.key(row.text(4))),
                      row.integer(1))));
    }
  }

  private void links(Sql sql) {
    if (accounts.isEmpty() || meters.isEmpty()) {
      return;
    }
    sql.list(
        "SELECT account_id, meter_id, begin_date, end_date FROM account_meter WHERE tenant_id ="
            + " :tenant AND account_id = ANY(:accounts) AND meter_id = ANY(:meters)",
        Map.of(
            "accounts",
            ids(accounts.values().stream().map(Account::id)),
            "meters",
            ids(meters.values().stream().map(Meter::id))),
        row ->
            links
                .computeIfAbsent(new Pair(row.integer(1), row.integer(2)), _ -> new HashSet<>())
                .add(
                    new Span(
                        row.local(3).toLocalDate().toEpochDay(),
                        row.local(4).toLocalDate().toEpochDay())));
  }

  private static List<Integer> ids(Stream<Integer> ids) {
    return ids.distinct().toList();
  }

  Optional<Account> account(AccountSeed seed) {
    return Optional.ofNullable(accounts.get(Codes.key(seed.code())));
  }

  Optional<Meter> meter(MeterSeed seed) {
    return Optional.ofNullable(meters.get(Codes.key(seed.code())));
  }

  /** Are they linked, at any time? */
  boolean isLinked(Account account, Meter meter) {
    return links.containsKey(new Pair(account.id(), meter.id()));
  }

  /** Are they linked on a day of a bill? */
  boolean isLinked(Account account, Meter meter, int begin, int end) {
    return links.getOrDefault(new Pair(account.id(), meter.id()), Set.of()).stream()
        .anyMatch(span -> span.begin() < end && span.end() > begin);
  }
}
