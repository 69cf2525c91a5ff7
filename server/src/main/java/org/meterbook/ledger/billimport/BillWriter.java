package org.meterbook.ledger.billimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meterbook.energy.audit.Imported;
import org.meterbook.ledger.audit.Audits;
import org.meterbook.ledger.audit.Options;
import org.meterbook.ledger.bill.BillSums;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Writes planned bills and their lines. */
final class BillWriter {
  private static final int AUTOMATIC = 1;
  private static final String BILL =
      "bill_id, batch_id, account_id, begin_date, end_date, billing_period, total_cost, estimated,"
          + " observation_method_id, statement_date, due_date, invoice_number, bill_note,"
          + " from_vendor, import_key, next_reading, control_code, account_period, void,"
          + " import_task_id, start_date_adjusted, "
          + CopyText.STAMPS;
  private static final String LINE =
      "body_line_id, bill_id, meter_id, display_order, observation_type_id, caption, value,"
          + " value_unit_id, cost, cost_unit_id";

  private final Sql sql;
  private final Run run;
  private final Intake intake;
  private final Directory directory;
  private final IdStock ids;
  private final Rows rows;

  BillWriter(Sql sql, Run run, Intake intake, Directory directory, IdStock ids) {
    this.sql = sql;
    this.run = run;
    this.intake = intake;
    this.directory = directory;
    this.ids = ids;
    this.rows = intake.rows();
  }

  void write(List<PlannedBill> bills, Into batch) {
    int firstBill = ids.take(sql, Tables.BILL, bills.size());
    int lineCount =
        bills.stream().flatMapToInt(bill -> IntStream.of(bill.rows())).map(this::lines).sum();
    int firstLine = ids.take(sql, Tables.BODY_LINE, lineCount);
    CopyText billText = new CopyText(sql, "bill", BILL);
    CopyText lineText = new CopyText(sql, "body_line", LINE);
    int line = firstLine;
    for (int i = 0; i < bills.size(); i++) {
      bill(billText, firstBill + i, batch, bills.get(i));
      line = lines(lineText, line, firstBill + i, bills.get(i));
    }
    billText.write();
    lineText.write();
    sql.recordCreated(Tables.BILL, firstBill, firstBill + bills.size() - 1);
    sql.recordCreated(Tables.BODY_LINE, firstLine, line - 1);
    List<Integer> written = IntStream.range(firstBill, firstBill + bills.size()).boxed().toList();
    // Plans that were made for empty tables would read all of them for each of these bills.
    int _ = Statistics.gather(sql);
    BillSums.add(sql, firstBill, firstBill + bills.size() - 1);
    audit(bills, written);
  }

  private void audit(List<PlannedBill> bills, List<Integer> written) {
    Map<Integer, Imported> imported = new HashMap<>();
    for (int i = 0; i < bills.size(); i++) {
      imported.put(written.get(i), imported(bills.get(i)));
    }
    Options options = new Options(Options.Why.ENTRY, run.resolved(), run.comment(), imported);
    Audits.run(sql, written, options);
  }

  /** What the file says of a bill that the books may say otherwise. */
  private Imported imported(PlannedBill bill) {
    Map<Integer, String> serialNumbers = new HashMap<>();
    Map<Integer, String> rates = new HashMap<>();
    for (int row : bill.rows()) {
      int number = rows.meter(row);
      if (number != Texts.NONE) {
        Parties.MeterSeed seed = intake.parties().meter(number);
        int meter = meter(row, number);
        putGiven(serialNumbers, meter, seed.serialNumber());
        putGiven(rates, meter, seed.rate());
      }
    }
    return new Imported(
        serialNumbers,
        rates,
        bill.adjusted()
            ? Optional.of(LocalDate.ofEpochDay(rows.begin(bill.rows()[0])))
            : Optional.empty(),
        Optional.empty());
  }

  private static void putGiven(Map<Integer, String> texts, int meter, String text) {
    if (!text.isEmpty()) {
      texts.put(meter, text);
    }
  }

  private int lines(int row) {
    return (int)
        intake.measures().all().stream()
            .filter(measure -> measure.hasValue(rows, row) || measure.hasCost(rows, row))
            .count();
  }

  private void bill(CopyText text, int id, Into batch, PlannedBill bill) {
    int account = directory.account(intake.parties().account(bill.account())).orElseThrow().id();
    long cents =
        IntStream.of(bill.rows())
            .mapToLong(row -> intake.measures().total(rows, row))
            .reduce(0, Math::addExact);
    int first = bill.rows()[0];
    text.stamped(
        id,
        batch.batchId(),
        account,
        LocalDate.ofEpochDay(bill.begin()),
        LocalDate.ofEpochDay(bill.end()),
        bill.period(),
        money(cents),
        IntStream.of(bill.rows()).anyMatch(rows::isEstimated),
        AUTOMATIC,
        or(day(bill, rows::statement), batch.statementDate()),
        or(day(bill, rows::due), batch.dueDate()),
        or(text(bill, rows::invoice), batch.invoiceNumber()),
        note(bill),
        true,
        bill.key().of(account),
        or(day(bill, rows::nextReading), batch.nextReading()),
        or(text(bill, rows::control), batch.controlCode()),
        or(accountPeriod(bill), batch.accountPeriod()),
        batch.isVoid(),
        run.task() == 0 ? null : run.task(),
        bill.adjusted());
  }

  private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
    return value == null ? otherwise : value;
  }

  /** What the first of a bill's rows says that says it. */
  private static @Nullable LocalDate day(PlannedBill bill, IntUnaryOperator of) {
    return IntStream.of(bill.rows())
        .map(of)
        .filter(day -> day != Rows.NO_DAY)
        .mapToObj(LocalDate::ofEpochDay)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String text(PlannedBill bill, IntUnaryOperator of) {
    return IntStream.of(bill.rows())
        .map(of)
        .filter(text -> text != Texts.NONE)
        .mapToObj(intake.texts()::text)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Integer accountPeriod(PlannedBill bill) {
    return IntStream.of(bill.rows())
        .map(rows::accountPeriod)
        .filter(period -> period != 0)
        .boxed()
        .findFirst()
        .orElse(null);
  }

  private int lines(CopyText text, int firstLine, int bill, PlannedBill planned) {
    int line = firstLine;
    for (int row : planned.rows()) {
      int number = rows.meter(row);
      Integer meter = number == Texts.NONE ? null : Integer.valueOf(meter(row, number));
      for (Measures.Measure measure : intake.measures().all()) {
        boolean value = measure.hasValue(rows, row);
        boolean cost = measure.hasCost(rows, row);
        if (value || cost) {
          text.row(
              line,
              bill,
              meter,
              line - firstLine + 1,
              measure.kind().id(),
              measure.caption(),
              value ? Double.valueOf(measure.value(rows, row)) : null,
              value ? Integer.valueOf(measure.unit(rows, row)) : null,
              cost ? money(measure.cents(rows, row)) : null,
              cost ? Integer.valueOf(measure.currency()) : null);
          line++;
        }
      }
    }
    return line;
  }

  private int meter(int row, int number) {
    return rows.found(row) == 0
        ? directory.meter(intake.parties().meter(number)).orElseThrow().id()
        : rows.found(row);
  }

  private static String money(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  private @Nullable String text(int number) {
    return number == Texts.NONE ? null : intake.texts().text(number);
  }

  /** What the rows say, and what else is to be known. */
  private @Nullable String note(PlannedBill planned) {
    int[] bill = planned.rows();
    Set<String> notes = new LinkedHashSet<>();
    for (int row : bill) {
      String note = text(rows.note(row));
      if (note != null) {
        notes.add(note);
      }
    }
    notes.addAll(planned.notes());
    return notes.isEmpty() ? null : String.join("; ", notes);
  }
}
