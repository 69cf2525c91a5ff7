package org.meterbook.ledger.bill;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterbook.ledger.Money;
import org.meterbook.store.Sql;

/**
 * A line of a bill as it is stored; without a meter it belongs to the account.
 *
 * @param bodyLineId null: not stored yet
 */
record BillLine(
    @Nullable Integer bodyLineId,
    @Nullable Integer meterId,
    int observationTypeId,
    String caption,
    @Nullable Double value,
    @Nullable Integer valueUnitId,
    @Nullable BigDecimal cost,
    @Nullable Integer costUnitId) {
  private static final int CREDIT = 1;
  private static final int DEBIT = 2;

  static List<BillLine> of(BillRequests.BillCreate request) {
    List<BillLine> lines = new ArrayList<>();
    for (BillRequests.BillMeterCreate meter : orNone(request.meters())) {
      for (BillRequests.BillMeterBodyLineCreate line : meter.bodyLines()) {
        lines.add(
            new BillLine(
                null,
                meter.meterId(),
                line.observationTypeId(),
                line.caption(),
                line.value(),
                line.valueUnitId(),
                Money.cents(line.cost()),
                line.costUnitId()));
      }
    }
    for (BillRequests.BillAccountBodyLineCreate line : orNone(request.accountBodyLines())) {
      lines.add(
          new BillLine(
              null,
              null,
              line.observationTypeId(),
              line.caption(),
              null,
              null,
              Money.cents(line.cost()),
              line.costUnitId()));
    }
    return lines;
  }

  static List<BillLine> of(BillRequests.BillEdit request) {
    List<BillLine> lines = new ArrayList<>();
    for (BillRequests.BillMeterEdit meter : orNone(request.meters())) {
      for (BillRequests.BillMeterBodyLineEdit line : meter.bodyLines()) {
        lines.add(
            new BillLine(
                line.bodyLineId(),
                meter.meterId(),
                line.observationTypeId(),
                line.caption(),
                line.value(),
                line.valueUnitId(),
                Money.cents(line.cost()),
                line.costUnitId()));
      }
    }
    for (BillRequests.BillAccountBodyLineEdit line : orNone(request.accountBodyLines())) {
      lines.add(
          new BillLine(
              line.bodyLineId(),
              null,
              line.observationTypeId(),
              line.caption(),
              null,
              null,
              Money.cents(line.cost()),
              line.costUnitId()));
    }
    return lines;
  }

  static <T> List<T> orNone(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  /** Debits raise, credits lower whatever their sign, everything else is for information. */
  static BigDecimal total(Sql sql, List<BillLine> lines) {
    Map<Integer, Integer> credit =
        sql
            .list(
                "SELECT observation_type_id, credit FROM observation_type WHERE observation_type_id = ANY(:ids)",
                Map.of("ids", lines.stream().map(BillLine::observationTypeId).distinct().toList()),
                row -> Map.entry(row.integer(1), row.integer(2)))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (BillLine line : lines) {
      BigDecimal cost = line.cost();
      if (cost != null) {
        int kind = credit.getOrDefault(line.observationTypeId(), 0);
        total =
            kind == DEBIT ? total.add(cost) : kind == CREDIT ? total.subtract(cost.abs()) : total;
      }
    }
    return total;
  }
}
