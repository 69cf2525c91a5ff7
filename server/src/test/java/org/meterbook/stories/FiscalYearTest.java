package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.energy.BillingPeriod;
import org.meterbook.stories.BookedBill.Kind;
import org.meterbook.stories.BookedBill.Line;
import org.meterbook.stories.Journal.Place;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fiscal year of a school district, July 2025 to June 2026, with everything that goes wrong in
 * one: at each month's end the books agree with a reference that knows nothing of the product.
 */
class FiscalYearTest {
  private static final YearMonth FIRST = YearMonth.of(2025, 7);
  private static final YearMonth LAST = YearMonth.of(2026, 6);

  /** Accounts to which something happens in some month; their bills are never late. */
  private static final Set<String> SPECIAL =
      Set.of("EL-00", "EL-03", "EL-04", "EL-05", "EL-07", "EL-09", "PN-07", "GA-02", "WA-01");

  private final Random random = new Random(20_250_701);
  private final List<BookedBill> late = new ArrayList<>();
  private final Map<String, ExportedBills> runs = new HashMap<>();
  private SchoolDistrict district;
  private ReferenceBooks reference;
  private DistrictDesk desk;
  private BooksAgreement books;

  @BeforeEach
  void begin(@TempDir Path data) {
    district = new SchoolDistrict(data);
    reference = district.reference;
    desk = new DistrictDesk(district);
    books = new BooksAgreement(district);
  }

  @AfterEach
  void end() {
    district.close();
  }

  @Test
  void theBooksAgreeAtEachMonthsEnd() {
    assertThat(district.meters.values().stream().mapToInt(List::size).sum()).isEqualTo(40);
    settle();
    for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
      live(month);
      books.check();
    }
    closeTheYear();
  }

  /**
   * Approval needs a second person, export an approved bill of a closed batch; doubles are held.
   */
  private void settle() {
    String used = "{\"useField\": true, \"required\": false}";
    String needed = "{\"useField\": true, \"required\": true}";
    String export =
        "{\"exportModeEnabled\": true, \"canExport\": \"after batch approval\", \"includeUdfs\": false}";
    district
        .administrator
        .put(
            "/api/v202410/workflow",
            """
            {"batch": {"dueDate": %2$s, "statementDate": %1$s, "invoiceNumber": %2$s, "controlCode": %1$s, "nextReading": %1$s,
              "accountPeriodName": %1$s, "accountPeriodYear": %1$s},
             "approval": {"confirmEditDelete": true, "secondPerson": true}, "apExport": %3$s, "glExport": %3$s}\
            """
                .formatted(used, needed, export))
        .expect(200);
    ObjectNode audits =
        (ObjectNode) district.administrator.get("/api/v202104/audit").expect(200).json();
    ((ObjectNode) audits.get("likelyDuplicateBillOnAccount")).put("settingStatus", "Hold");
    district.administrator.put("/api/v202508/audit", audits.toString()).expect(200);
  }

  private void live(YearMonth month) {
    LocalDate day = month.plusMonths(1).atDay(8);
    district.on(day);
    int power = desk.open(district.powerClerk, month + " power");
    int other = desk.open(district.gasClerk, month + " gas and water");
    prepare(month);
    List<BookedBill> came = new ArrayList<>(late);
    late.clear();
    for (String account : List.copyOf(district.meters.keySet())) {
      for (BookedBill bill : bills(account, month)) {
        boolean comesLate =
            !month.equals(LAST) && !SPECIAL.contains(account) && random.nextInt(10) == 0;
        (comesLate ? late : came).add(bill);
      }
    }
    List<BookedBill> file = new ArrayList<>();
    for (BookedBill bill : came) {
      if (isPower(bill)) {
        desk.enter(district.powerClerk, bill, power);
      } else {
        file.add(bill);
      }
    }
    desk.importAll(district.gasClerk, file, other);
    beforeClosing(month, power, other);
    desk.close(district.powerClerk, power);
    desk.close(district.gasClerk, other);
    for (BookedBill bill : late) {
      Client clerk = isPower(bill) ? district.powerClerk : district.gasClerk;
      String body = desk.body(bill, isPower(bill) ? power : other);
      assertThat(clerk.post("/api/v3/bill", body).expect(400).text()).contains("closed");
    }
    district.on(day.plusDays(4));
    approve(month);
    district.on(day.plusDays(7));
    ExportedBills run = export(month);
    district.on(day.plusDays(9));
    afterExport(month);
    district.on(day.plusDays(19));
    desk.pay(district.gasClerk, run, day.plusDays(18));
  }

  private boolean isPower(BookedBill bill) {
    return district.service(bill.account).name().equals("EL");
  }

  private BookedBill bill(String account, YearMonth month) {
    return reference
        .which(bill -> bill.account.equals(account) && bill.period == BillingPeriod.toInt(month))
        .getFirst();
  }

  /** What the vendors send for a month: from the same day to the same day. */
  private List<BookedBill> bills(String account, YearMonth month) {
    if (district.metersOf(account).isEmpty()) {
      return List.of();
    }
    int cycle = 2 + Integer.parseInt(account.substring(account.length() - 2)) % 4;
    LocalDate begin = month.atDay(cycle);
    LocalDate end = begin.plusMonths(1);
    int period = BillingPeriod.toInt(month);
    if (account.equals("EL-04") && month.getMonth() == Month.MARCH) {
      LocalDate swap = month.atDay(17);
      return List.of(
          new BookedBill(account, period, begin, swap, lines(account, List.of("EL-04-M0"))),
          new BookedBill(account, period, swap, end, lines(account, List.of("EL-04-M9"))));
    }
    List<String> meters = new ArrayList<>(district.metersOf(account));
    if (account.equals("EL-00") && month.getMonth() == Month.FEBRUARY) {
      meters.addFirst("EL-00-M0");
    }
    return List.of(new BookedBill(account, period, begin, end, lines(account, meters)));
  }

  private List<Line> lines(String account, List<String> meters) {
    List<Line> lines = new ArrayList<>();
    for (String meter : meters) {
      long use = 1_000 + random.nextInt(400);
      lines.add(new Line(Kind.USE, Optional.of(meter), use, 0));
      lines.add(new Line(Kind.ENERGY, Optional.of(meter), 0, use * 11 + random.nextInt(5_000)));
    }
    Optional<String> own = Optional.empty();
    lines.add(new Line(Kind.CUSTOMER, own, 0, 850 + random.nextInt(100)));
    lines.add(new Line(Kind.TAX, own, 0, 300 + random.nextInt(1_000)));
    if (random.nextInt(5) == 0) {
      lines.add(new Line(Kind.CREDIT, own, 0, 101 + random.nextInt(600)));
    }
    if (random.nextInt(6) == 0) {
      lines.add(new Line(Kind.PRIOR_BALANCE, own, 0, 9_999));
    }
    return lines;
  }

  private void prepare(YearMonth month) {
    switch (month.getMonth()) {
      case FEBRUARY -> swap("EL-00", month.atDay(14));
      case MARCH -> swap("EL-04", month.atDay(17));
      default -> {
        // nothing happens to meters
      }
    }
  }

  private void swap(String account, LocalDate day) {
    district.meter(account + "-M9", district.service(account), district.id("SCHOOL1"));
    district.link(account, account + "-M9", day, Optional.of("62-EL"));
    district.unlink(account, account + "-M0", day);
  }

  private void beforeClosing(YearMonth month, int power, int other) {
    switch (month.getMonth()) {
      case JULY -> {
        JsonNode again =
            DistrictFile.send(district.gasClerk, district, reference.inBatch(other), other);
        assertThat(again.get("importedBills").intValue()).as("the same file again").isZero();
      }
      case AUGUST -> {
        desk.status(district.gasClerk, other, "Pending");
        books.check();
        desk.status(district.gasClerk, other, "Open");
      }
      case SEPTEMBER -> {
        BookedBill bill = bill("GA-02", month);
        desk.edit(district.approver, bill, lines("GA-02", district.metersOf("GA-02")));
      }
      case OCTOBER -> desk.delete(district.gasClerk, twice("GA-02", month, other));
      case NOVEMBER -> desk.voidBill(district.gasClerk, twice("WA-01", month, other));
      case APRIL -> {
        moveToAnotherVendor(bill("EL-07", month));
        distribute(power);
      }
      default -> {
        // an ordinary month
      }
    }
  }

  /** The same bill once more: the audit sees it, and holds it. */
  private BookedBill twice(String account, YearMonth month, int batch) {
    BookedBill first = bill(account, month);
    BookedBill second =
        desk.enter(
            district.gasClerk,
            new BookedBill(account, first.period, first.begin, first.end, first.lines),
            batch);
    reference.change(second, bill -> bill.held = true);
    JsonNode flag = district.administrator.get("/api/v3/flag/bill/" + second.id).expect(200).json();
    assertThat(flag.get("flagIssues").toString()).contains("same total");
    return second;
  }

  private void moveToAnotherVendor(BookedBill bill) {
    LocalDate day = bill.begin;
    district.account("PN-07", district.service("EL-07"), "POWER2", district.id("HIGH"));
    district.link("PN-07", "EL-07-M0", day, Optional.of("62-EL"));
    district.unlink("EL-07", "EL-07-M0", day);
    String move =
        """
        {"ids": [%d], "accountId": %d, "accountMeterIds": [%d], "updateAccountGLs": true, "updateMeterGLs": true,
         "updateRecordScopeAndFactor": false}\
        """
            .formatted(bill.id, district.id("PN-07"), district.id("PN-07 EL-07-M0"));
    district.powerClerk.put("/api/v3/bill/moveBills", move).expect(401);
    district.administrator.put("/api/v3/bill/moveBills", move).expect(204);
    reference.change(bill, each -> each.account = "PN-07");
    BookedBill misposted =
        new BookedBill("EL-07", bill.period, bill.end, bill.end.plusMonths(1), bill.lines);
    assertThat(
            district
                .powerClerk
                .post("/api/v3/bill", desk.body(misposted, bill.batch))
                .expect(400)
                .text())
        .contains("not linked");
  }

  private void distribute(int batch) {
    List<BookedBill> bills = reference.inBatch(batch);
    JsonNode answer =
        district
            .powerClerk
            .put("/api/v202104/batch/%d/distributeAccountCharges".formatted(batch), "{}")
            .expect(200)
            .json();
    assertThat(answer.get("updated").intValue()).isEqualTo(bills.size());
    bills.forEach(bill -> reference.change(bill, BookedBill::distribute));
  }

  private void approve(YearMonth month) {
    List<BookedBill> waiting =
        reference.which(bill -> !bill.approved && !bill.isVoid && !bill.held);
    if (month.equals(FIRST)) {
      district
          .powerClerk
          .put(
              "/api/v3/bill/approve",
              "{\"ids\": %s, \"approve\": true}".formatted(DistrictDesk.ids(waiting)))
          .expect(401);
      long ofOthers = waiting.stream().filter(bill -> bill.account.startsWith("EL")).count();
      assertThat(desk.mark(district.gasClerk, "approve", "approve", true, waiting))
          .isEqualTo((int) ofOthers);
      assertThat(desk.mark(district.gasClerk, "approve", "approve", false, waiting))
          .isEqualTo((int) ofOthers);
    }
    if (month.getMonth() == Month.SEPTEMBER) {
      BookedBill edited = bill("GA-02", month);
      for (Client had : List.of(district.gasClerk, district.approver)) {
        assertThat(desk.mark(had, "approve", "approve", true, List.of(edited)))
            .as("neither who entered it nor who changed it")
            .isZero();
      }
      desk.approve(district.administrator, List.of(edited));
      waiting = waiting.stream().filter(bill -> bill != edited).toList();
    }
    desk.approve(district.approver, waiting);
  }

  private ExportedBills export(YearMonth month) {
    ExportedBills run = desk.export(district.exporter, false);
    if (month.getMonth() == Month.MAY) {
      books.check();
      desk.unexport(district.exporter, run);
      books.check();
      desk.hold(district.administrator, bill("EL-09", month), true);
      run = desk.export(district.exporter, false);
      desk.hold(district.administrator, bill("EL-09", month), false);
    }
    runs.put(run.guid(), run);
    return run;
  }

  private void afterExport(YearMonth month) {
    switch (month.getMonth()) {
      case DECEMBER -> {
        BookedBill wrong = bill("EL-03", month);
        assertThat(desk.mark(district.powerClerk, "void", "void", true, List.of(wrong))).isZero();
        desk.voidBill(district.administrator, wrong);
      }
      case JANUARY -> reverse(bill("EL-05", month));
      default -> {
        // nothing is wrong with what was exported
      }
    }
  }

  /** What was exported wrong is taken back by a bill of its own, and entered anew. */
  private void reverse(BookedBill wrong) {
    String code = "Corrections " + wrong.period;
    district
        .powerClerk
        .put(
            "/api/v3/bill/reverse",
            "{\"billIds\": [%d], \"batchSettings\": {\"batchCode\": \"%s\"}}"
                .formatted(wrong.id, code))
        .expect(200);
    JsonNode entered =
        district
            .powerClerk
            .get("/api/v3/bill", "filter", "batchCode equals '%s'".formatted(code))
            .expect(200)
            .json();
    assertThat(entered).hasSize(1);
    BookedBill reversal = wrong.reversed();
    reversal.id = entered.get(0).get("billId").intValue();
    reversal.batch = entered.get(0).at("/batch/batchId").intValue();
    reference.enter(reversal);
    desk.enter(
        district.powerClerk,
        new BookedBill(
            wrong.account,
            wrong.period,
            wrong.begin,
            wrong.end,
            lines(wrong.account, district.metersOf(wrong.account))),
        reversal.batch);
    desk.close(district.powerClerk, reversal.batch);
  }

  private void closeTheYear() {
    Set<Integer> periods = new TreeSet<>();
    Set<String> accounts = new TreeSet<>();
    reference
        .bills
        .values()
        .forEach(bill -> {
          periods.add(bill.period);
          accounts.add(bill.account);
        });
    assertThat(periods).hasSize(12);
    district.on(LocalDate.of(2026, 7, 31));
    ExportedBills year = desk.export(district.exporter, true);
    Map<String, Long> byLedger = new HashMap<>();
    year.ledgers()
        .values()
        .forEach(bill -> bill.forEach((ledger, cents) -> byLedger.merge(ledger, cents, Long::sum)));
    byLedger.forEach((ledger, cents) ->
        assertThat(cents)
            .as(ledger)
            .isEqualTo(
                reference.journal.balance(
                    Place.EXPENSE, posting -> posting.ledger().equals(ledger))));
    assertThat(runs.values().stream().mapToLong(ExportedBills::total).sum())
        .as("what accounting was sent")
        .isEqualTo(-reference.journal.balance(Place.SENT) - reference.journal.balance(Place.PAID));
    assertThat(reference.journal.balance(Place.OWED)).as("nothing waits").isZero();
    assertThat(reference.which(bill -> bill.account.equals("EL-05") && bill.period == 202601))
        .as("the wrong one, what takes it back, and the right one")
        .hasSize(3);
    books.checkAll(List.copyOf(accounts), List.copyOf(periods));
  }
}
