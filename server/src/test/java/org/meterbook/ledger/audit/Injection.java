package org.meterbook.ledger.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Puts known faults into a year of bills, at most one into an account, the same for a seed. */
final class Injection {
  /** Rows before a fault, by which it can be known. */
  private static final int BEFORE = 5;

  private static final int FEWEST_ROWS = 9;
  private static final BigDecimal LEAST_COST = BigDecimal.valueOf(10);

  /**
   * A row of the file.
   *
   * @param cells as they are written, the amounts left out
   */
  record Row(List<String> cells, LocalDate date, BigDecimal cost, BigDecimal use) {
    String account() {
      return cells.getFirst();
    }

    Row on(LocalDate other) {
      return new Row(cells, other, cost, use);
    }

    Row costing(BigDecimal other) {
      return new Row(cells, date, other, use);
    }

    Row using(BigDecimal other) {
      return new Row(cells, date, cost, other);
    }
  }

  /**
   * A fault that was put in.
   *
   * @param ends the days on which bills end that have to tell of it
   */
  record Injected(Fault fault, String account, Set<LocalDate> ends) {}

  private final Random random;
  private final Map<String, List<Row>> accounts = new TreeMap<>();
  private final List<Injected> injected = new ArrayList<>();

  private Injection(List<Row> rows, long seed) {
    random = new Random(seed);
    rows.forEach(row -> accounts.computeIfAbsent(row.account(), _ -> new ArrayList<>()).add(row));
    accounts.values().forEach(list -> list.sort(Comparator.comparing(Row::date)));
  }

  /**
   * Puts in so many faults of each kind.
   *
   * @param rows are not changed
   */
  static Injection of(List<Row> rows, long seed, int each) {
    Injection injection = new Injection(rows, seed);
    List<String> codes = new ArrayList<>(injection.accounts.keySet());
    codes.removeIf(code -> !injection.isFit(code));
    Collections.shuffle(codes, injection.random);
    List<String> left = new ArrayList<>(codes);
    for (Fault fault : Fault.values()) {
      for (int n = 0; n < each; n++) {
        while (!injection.inject(fault, left)) {}
      }
    }
    return injection;
  }

  /** Regular enough to be a plain case: no two rows of a day, no row without use or cost. */
  private boolean isFit(String code) {
    List<Row> rows = accounts.getOrDefault(code, List.of());
    Set<LocalDate> days = new HashSet<>();
    return rows.size() >= FEWEST_ROWS
        && rows.stream()
            .allMatch(row ->
                days.add(row.date())
                    && row.use().signum() > 0
                    && row.cost().compareTo(LEAST_COST) > 0);
  }

  List<Row> rows() {
    return accounts.values().stream().flatMap(List::stream).toList();
  }

  List<Injected> faults() {
    return injected;
  }

  private boolean inject(Fault fault, List<String> left) {
    String account = left.removeLast();
    List<Row> rows = new ArrayList<>(accounts.getOrDefault(account, List.of()));
    int at = BEFORE + random.nextInt(rows.size() - BEFORE - 2);
    Row row = rows.get(at);
    Set<LocalDate> ends = new HashSet<>(Set.of(row.date()));
    switch (fault) {
      case DOUBLE_ENTRY -> {
        Row copy = row.on(row.date().plusDays(1 + random.nextInt(3)));
        rows.add(copy);
        ends.add(copy.date());
      }
      case SHIFTED_DECIMAL -> {
        BigDecimal factor = BigDecimal.valueOf(random.nextBoolean() ? 10 : 0.1);
        rows.set(
            at,
            random.nextBoolean()
                ? row.using(times(row.use(), factor, 0))
                : row.costing(times(row.cost(), factor, 2)));
      }
      case WRONG_MONTH -> {
        Row moved = row.on(row.date().plusMonths(random.nextBoolean() ? 1 : -1));
        if (rows.stream().anyMatch(other -> other.date().equals(moved.date()))) {
          return false;
        }
        rows.set(at, moved);
        rows.sort(Comparator.comparing(Row::date));
        ends.clear();
        ends.add(moved.date());
        ends.add(rows.get(Math.min(rows.size() - 1, rows.indexOf(moved) + 1)).date());
        ends.add(rows.get(Math.min(rows.size() - 1, at + 1)).date());
      }
      case SWAPPED_METERS -> {
        String partner = left.removeLast();
        List<Row> others = new ArrayList<>(accounts.getOrDefault(partner, List.of()));
        int there = Math.min(at, others.size() - 1);
        Row other = others.get(there);
        if (other.use().equals(row.use())) {
          return false;
        }
        rows.set(at, row.using(other.use()));
        others.set(there, other.using(row.use()));
        accounts.put(partner, others);
      }
      case MISSING_MONTH -> {
        rows.remove(at);
        ends.clear();
        ends.add(rows.get(at).date());
      }
      case DOUBLED_LINE -> rows.add(row);
      case WRONG_UNIT ->
          rows.set(
              at,
              row.using(
                  times(row.use(), BigDecimal.valueOf(random.nextBoolean() ? 1000 : 0.001), 3)));
      case NEGATIVE_USE -> rows.set(at, row.using(row.use().negate()));
      case STALE_ESTIMATE -> {
        BigDecimal stale = rows.get(at - 1).use();
        rows.set(at, row.using(stale));
        rows.set(at + 1, rows.get(at + 1).using(stale));
        ends.add(rows.get(at + 1).date());
      }
      case TRANSPOSED_DIGITS -> {
        boolean use = random.nextBoolean();
        BigDecimal now = use ? row.use() : row.cost();
        BigDecimal turned = turned(now);
        if (turned.equals(now)) {
          return false;
        }
        rows.set(at, use ? row.using(turned) : row.costing(turned));
      }
    }
    accounts.put(account, rows);
    injected.add(new Injected(fault, account, ends));
    return true;
  }

  private static BigDecimal times(BigDecimal amount, BigDecimal factor, int scale) {
    return amount.multiply(factor).setScale(scale, java.math.RoundingMode.HALF_UP);
  }

  /** The first two neighbouring digits that differ, exchanged. */
  private static BigDecimal turned(BigDecimal amount) {
    char[] text = amount.toPlainString().toCharArray();
    for (int i = 0; i + 1 < Math.min(text.length, 4); i++) {
      if (Character.isDigit(text[i]) && Character.isDigit(text[i + 1]) && text[i] != text[i + 1]) {
        char first = text[i];
        text[i] = text[i + 1];
        text[i + 1] = first;
        break;
      }
    }
    return new BigDecimal(new String(text));
  }
}
