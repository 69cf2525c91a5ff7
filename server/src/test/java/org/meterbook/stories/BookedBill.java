package org.meterbook.stories;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bill as the reference knows it. */
final class BookedBill {
  /** Kinds of lines, with their ids in the catalogue and what they do to the total. */
  enum Kind {
    USE(1, 0),
    ENERGY(41, 1),
    CUSTOMER(49, 1),
    TAX(71, 1),
    CREDIT(81, -1),
    PRIOR_BALANCE(86, 0);

    final int type;
    final int sign;

    Kind(int type, int sign) {
      this.type = type;
      this.sign = sign;
    }
  }

  /**
   * A line.
   *
   * @param meter its code; empty for a line of the account
   * @param cents of reversals negative; a line of use has none
   */
  record Line(Kind kind, Optional<String> meter, long use, long cents) {
    long counted() {
      return kind.sign * cents;
    }

    Line negated() {
      return new Line(kind, meter, -use, -cents);
    }
  }

  int id;
  int batch;
  String account;
  final int period;
  final LocalDate begin;
  final LocalDate end;
  List<Line> lines;
  boolean isVoid;
  boolean approved;
  boolean held;
  boolean generalLedger;
  boolean paid;
  Optional<String> run = Optional.empty();

  BookedBill(String account, int period, LocalDate begin, LocalDate end, List<Line> lines) {
    this.account = account;
    this.period = period;
    this.begin = begin;
    this.end = end;
    this.lines = new ArrayList<>(lines);
  }

  long total() {
    return lines.stream().mapToLong(Line::counted).sum();
  }

  /** One of several of its month, whose period is told by who enters it. */
  boolean isPart() {
    return end.isBefore(begin.plusDays(25));
  }

  String invoice() {
    return "%s-%d%02d".formatted(account, period, begin.getDayOfMonth());
  }

  /** Use and cost of each meter's own lines, in the order of the bill. */
  Map<String, long[]> meters() {
    Map<String, long[]> sums = new LinkedHashMap<>();
    for (Line line : lines) {
      line.meter()
          .ifPresent(meter -> {
            long[] sum = sums.computeIfAbsent(meter, _ -> new long[2]);
            sum[0] += line.use();
            sum[1] += line.counted();
          });
    }
    return sums;
  }

  /** What the account is charged becomes lines of the meters, by what they cost. */
  void distribute() {
    Map<String, long[]> meters = meters();
    long whole = meters.values().stream().mapToLong(sum -> sum[1]).sum();
    List<Line> distributed = new ArrayList<>();
    for (Line line : lines) {
      if (line.meter().isPresent()) {
        distributed.add(line);
        continue;
      }
      long running = 0;
      long given = 0;
      for (Map.Entry<String, long[]> meter : meters.entrySet()) {
        running += meter.getValue()[1];
        long upToHere =
            BigDecimal.valueOf(line.cents())
                .multiply(BigDecimal.valueOf(running))
                .divide(BigDecimal.valueOf(whole), 0, java.math.RoundingMode.HALF_UP)
                .longValueExact();
        distributed.add(new Line(line.kind(), Optional.of(meter.getKey()), 0, upToHere - given));
        given = upToHere;
      }
    }
    lines = distributed;
  }

  BookedBill reversed() {
    return new BookedBill(account, period, begin, end, lines.stream().map(Line::negated).toList());
  }
}
