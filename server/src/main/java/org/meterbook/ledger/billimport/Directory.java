package org.meterbook.ledger.billimport;

import java.time.LocalDateTime;
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
import org.jspecify.annotations.Nullable;
import org.meterbook.ledger.billimport.Parties.AccountSeed;
import org.meterbook.ledger.billimport.Parties.MeterSeed;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/**
 * What the books have of the accounts and meters of a block, asked for once a block. Lives as long
 * as its transaction.
 */
final class Directory {
  private static final String ALIASES =
      """
      SELECT a.account_id, x.alias, a.active, a.vendor_id, a.service_start, a.service_end FROM account a
      CROSS JOIN unnest(a.account_code_aliases) x (alias)
      WHERE a.tenant_id = :tenant AND cardinality(a.account_code_aliases) > 0 AND lower(x.alias) = ANY(:codes) %s ORDER BY 1
      """;

  private static final String METERS =
      """
      SELECT l.account_id, l.meter_id, l.begin_date, l.end_date, coalesce(m.serial_number, ''), c.commodity_code, m.meter_code
      FROM account_meter l JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
      JOIN commodity c ON c.tenant_id = m.tenant_id AND c.commodity_id = m.commodity_id
      WHERE l.tenant_id = :tenant AND l.account_id = ANY(:accounts) %s
      """;

  /**
   * An account of the books.
   *
   * @param serviceBegin first day of its bills
   * @param serviceEnd no bill ends later
   */
  record Account(int id, boolean active, int vendorId, long serviceBegin, long serviceEnd) {
    /** Of any time. */
    Account(int id, boolean active, int vendorId) {
      this(id, active, vendorId, Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }

  /** A meter that an account has had in a span. */
  private record Candidate(
      int meterId, Span span, String serialNumber, String commodity, String code) {
    boolean fits(Searched searched, int begin, int end) {
      return span.begin() < end
          && span.end() > begin
          && (searched.commodity().isEmpty() || commodity.equalsIgnoreCase(searched.commodity()))
          && (searched.serialNumber().isEmpty()
              || serialNumber.equalsIgnoreCase(searched.serialNumber())
              || code.equalsIgnoreCase(searched.serialNumber()));
    }
  }

  /** A meter of the books. */
  record Meter(int id, int commodityId) {}

  /** A link's days. */
  private record Span(long begin, long end) {}

  /** An alert that keeps bills out, and its days. */
  private record Alert(long begin, long end, String message, boolean blocks) {}

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
  private final Map<String, List<Account>> aliases = new HashMap<>();
  private final Map<Integer, List<Candidate>> candidates = new HashMap<>();
  private final Actor actor;

  private Directory(Actor actor) {
    this.actor = actor;
  }

  /**
   * Looks for what is there, within the bounds of who asks.
   *
   * @param byVendor an account is told from others of the same alias by its vendor
   */
  static Directory look(
      Sql sql,
      Actor actor,
      Collection<AccountSeed> accounts,
      Collection<MeterSeed> all,
      boolean byVendor) {
    Directory directory = new Directory(actor);
    directory.accounts(sql, keys(accounts, AccountSeed::code), byVendor);
    List<MeterSeed> meters = all.stream().filter(seed -> seed.searched().isEmpty()).toList();
    if (meters.size() < all.size()) {
      directory.candidates(sql);
    }
    directory.find(
        sql,
        Tables.METER,
        "meter_id, meter_code, commodity_id",
        keys(meters, MeterSeed::code),
        row ->
            directory.meters.put(
                Codes.key(row.text(2)), new Meter(row.integer(1), row.integer(3))));
    directory.find(
        sql,
        Tables.VENDOR,
        "vendor_id, vendor_code",
        keys(accounts, AccountSeed::vendor),
        row -> directory.vendors.put(Codes.key(row.text(2)), row.integer(1)));
    directory.find(
        sql,
        Tables.COST_CENTER,
        "cost_center_id, cost_center_code",
        keys(accounts, AccountSeed::costCenter),
        row -> directory.costCenters.put(Codes.key(row.text(2)), row.integer(1)));
    Set<String> places = new HashSet<>(keys(meters, MeterSeed::place));
    places.addAll(keys(meters, MeterSeed::placeParent));
    directory.find(
        sql,
        Tables.PLACE,
        "place_id, place_code",
        places,
        row -> directory.places.put(Codes.key(row.text(2)), row.integer(1)));
    directory.vendorAliases(sql, keys(accounts, AccountSeed::vendor));
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
      Sql sql, Table table, String columns, Set<String> codes, Function<Row, ?> found) {
    if (!codes.isEmpty()) {
      sql.list(
          "SELECT %s FROM %s t WHERE t.tenant_id = :tenant AND lower(t.%2$s_code) = ANY(:codes) %s"
              .formatted(columns, table.name(), actor.within(sql, table, "t")),
          Map.of("codes", codes),
          row -> Optional.ofNullable(found.apply(row)));
    }
  }

  private void accounts(Sql sql, Set<String> codes, boolean byVendor) {
    find(
        sql,
        Tables.ACCOUNT,
        "account_id, account_code, active, vendor_id, service_start, service_end",
        codes,
        row -> accounts.put(Codes.key(row.text(2)), account(row)));
    Set<String> others = new HashSet<>(codes);
    if (!byVendor) {
      others.removeAll(accounts.keySet());
    }
    if (!others.isEmpty()) {
      sql.list(
          ALIASES.formatted(actor.within(sql, Tables.ACCOUNT, "a")),
          Map.of("codes", others),
          row ->
              aliases
                  .computeIfAbsent(Codes.key(row.text(2)), _ -> new ArrayList<>())
                  .add(account(row)));
    }
  }

  private static Account account(Row row) {
    @Nullable LocalDateTime begin = row.localOrNull(5);
    @Nullable LocalDateTime end = row.localOrNull(6);
    return new Account(
        row.integer(1),
        row.bool(3),
        row.integer(4),
        begin == null ? Long.MIN_VALUE : begin.toLocalDate().toEpochDay(),
        end == null ? Long.MAX_VALUE : end.toLocalDate().toEpochDay() + 1);
  }

  private Stream<Integer> accountIds() {
    return Stream.concat(
            accounts.values().stream(), aliases.values().stream().flatMap(List::stream))
        .map(Account::id);
  }

  /** The ids of all accounts that were found. */
  Set<Integer> known() {
    return accountIds().collect(Collectors.toSet());
  }

  private void candidates(Sql sql) {
    sql.list(
        METERS.formatted(actor.within(sql, Tables.METER, "m")),
        Map.of("accounts", ids(accountIds())),
        row ->
            candidates
                .computeIfAbsent(row.integer(1), _ -> new ArrayList<>())
                .add(
                    new Candidate(
                        row.integer(2), span(row, 3), row.text(5), row.text(6), row.text(7))));
  }

  private static Span span(Row row, int column) {
    return new Span(
        row.local(column).toLocalDate().toEpochDay(),
        row.local(column + 1).toLocalDate().toEpochDay());
  }

  /** The meters that an account has in a span, of those searched for. */
  List<Integer> search(Account account, Searched searched, int begin, int end) {
    return candidates.getOrDefault(account.id(), List.of()).stream()
        .filter(candidate -> candidate.fits(searched, begin, end))
        .map(Candidate::meterId)
        .distinct()
        .toList();
  }

  /** A vendor's code goes before an alias, the older vendor before the younger. */
  private void vendorAliases(Sql sql, Set<String> names) {
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
    List<Integer> known = ids(accountIds());
    if (!known.isEmpty()) {
      sql.list(
          "SELECT a.account_id, a.begin_date, a.end_date, a.message, a.allow_bill_processing FROM account_alert a"
              + " WHERE a.tenant_id = :tenant AND a.account_id = ANY(:accounts) ORDER BY a.alert_id",
          Map.of("accounts", known),
          row ->
              alerts
                  .computeIfAbsent(row.integer(1), _ -> new ArrayList<>())
                  .add(
                      new Alert(
                          row.local(2).toLocalDate().toEpochDay(),
                          row.local(3).toLocalDate().toEpochDay(),
                          row.text(4),
                          !row.bool(5))));
    }
  }

  /** What keeps out bills of an account that end on this day. */
  Optional<String> alert(int account, int end) {
    return alerts(account, end, true)
        .findFirst()
        .map(message -> "an alert of the account keeps bills out: " + message);
  }

  /** What is to be known of bills of an account that end on this day. */
  List<String> warnings(int account, int end) {
    return alerts(account, end, false).toList();
  }

  private Stream<String> alerts(int account, int end, boolean blocks) {
    return alerts.getOrDefault(account, List.of()).stream()
        .filter(alert -> alert.blocks() == blocks && alert.begin() <= end && end <= alert.end())
        .map(Alert::message);
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
    List<Integer> known = ids(accountIds());
    if (known.isEmpty() || meters.isEmpty()) {
      return;
    }
    sql.list(
        "SELECT account_id, meter_id, begin_date, end_date FROM account_meter WHERE tenant_id ="
            + " :tenant AND account_id = ANY(:accounts) AND meter_id = ANY(:meters)",
        Map.of("accounts", known, "meters", ids(meters.values().stream().map(Meter::id))),
        row ->
            links
                .computeIfAbsent(new Pair(row.integer(1), row.integer(2)), _ -> new HashSet<>())
                .add(span(row, 3)));
  }

  private static List<Integer> ids(Stream<Integer> ids) {
    return ids.distinct().toList();
  }

  /** A code goes before an alias, and of accounts with one alias that of the vendor is meant. */
  Optional<Account> account(AccountSeed seed) {
    Account named = accounts.get(Codes.key(seed.code()));
    List<Account> called = aliases.getOrDefault(Codes.key(seed.code()), List.of());
    if (called.isEmpty()) {
      return Optional.ofNullable(named);
    }
    Integer vendor = vendors.get(Codes.key(seed.vendor()));
    return Stream.concat(Stream.ofNullable(named), called.stream())
        .filter(account -> vendor != null && account.vendorId() == vendor)
        .findFirst()
        .or(() -> Optional.ofNullable(named))
        .or(() -> Optional.of(called.getFirst()));
  }

  /** Several accounts have the code or alias, and nothing tells which one is meant. */
  boolean isAmbiguous(AccountSeed seed) {
    String code = Codes.key(seed.code());
    return seed.vendor().isEmpty()
        && !accounts.containsKey(code)
        && aliases.getOrDefault(code, List.of()).stream().map(Account::id).distinct().count() > 1;
  }

  Optional<Meter> meter(MeterSeed seed) {
    return seed.searched().isPresent()
        ? Optional.empty()
        : Optional.ofNullable(meters.get(Codes.key(seed.code())));
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
