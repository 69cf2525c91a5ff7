package org.meterbook.ledger.bill;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return of(request.meters(), request.accountBodyLines());
  }

  static List<BillLine> of(BillRequests.BillEdit request) {
    return of(request.meters(), request.accountBodyLines());
  }

  private static List<BillLine> of(
      @Nullable List<? extends BillRequests.MeterLines> meters,
      @Nullable List<? extends BillRequests.SentLine> ofAccount) {
    List<BillLine> lines = new ArrayList<>();
    for (BillRequests.MeterLines meter : orNone(meters)) {
      meter.bodyLines().forEach(line -> lines.add(of(meter.meterId(), line)));
    }
    orNone(ofAccount).forEach(line -> lines.add(of(null, line)));
    return lines;
  }

  private static BillLine of(@Nullable Integer meter, BillRequests.SentLine line) {
    return new BillLine(
        line.bodyLineId(),
        meter,
        line.observationTypeId(),
        line.caption(),
        line.value(),
        line.valueUnitId(),
        Money.cents(line.cost()),
        line.costUnitId());
  }

  static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
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
