package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.meterbook.stories.Journal.Place;
import org.meterbook.stories.Journal.Posting;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Compares what the API answers with the reference: every bill, every sum, to the cent. */
final class BooksAgreement {
  private static final String FIELDS =
      "billId,batch,account,billingPeriod,beginDate,endDate,totalCost,void,approved,exportHold,exported,glExported,payStatus";

  private final Client client;
  private final ReferenceBooks reference;

  BooksAgreement(SchoolDistrict district) {
    client = district.administrator;
    reference = district.reference;
  }

  void check() {
    bills();
    states();
    batches();
    meters();
    for (String vendor : List.of("POWER", "POWER2", "GAS", "WATER")) {
      expense(
          "vendorCode equals '%s'".formatted(vendor), posting -> posting.vendor().equals(vendor));
    }
  }

  void checkAll(List<String> accounts, List<Integer> periods) {
    check();
    for (String account : accounts) {
      expense(
          "accountCode equals '%s'".formatted(account),
          posting -> posting.account().equals(account));
    }
    for (int period : periods) {
      expense("billingPeriod equals '%d'".formatted(period), posting -> posting.period() == period);
    }
  }

  private JsonNode list(String path, String filter, String fields) {
    List<String> query = new ArrayList<>(List.of("pageSize", "1000", "field", fields));
    if (!filter.isEmpty()) {
      query.addAll(List.of("filter", filter));
    }
    return client.get(path, query.toArray(String[]::new)).expect(200).json();
  }

  private static long cents(JsonNode amount) {
    return amount.decimalValue().movePointRight(2).longValueExact();
  }

  private long total(String filter) {
    return list("/api/v3/bill", filter, "totalCost")
        .valueStream()
        .mapToLong(bill -> cents(bill.get("totalCost")))
        .sum();
  }

  private void expense(String filter, Predicate<Posting> of) {
    assertThat(total(filter + " and void equals 'false'"))
        .as(filter)
        .isEqualTo(reference.journal.balance(Place.EXPENSE, of));
  }

  private void bills() {
    List<String> expected = new ArrayList<>();
    for (BookedBill bill : reference.bills.values()) {
      expected.add(
          line(
              bill.id,
              bill.batch,
              bill.account,
              bill.period,
              bill.begin,
              bill.end,
              bill.total(),
              bill.isVoid,
              bill.approved,
              bill.held,
              bill.run.isPresent(),
              bill.generalLedger,
              bill.paid));
    }
    List<String> found = new ArrayList<>();
    for (JsonNode bill : list("/api/v3/bill", "", FIELDS)) {
      found.add(
          line(
              bill.get("billId"),
              bill.at("/batch/batchId"),
              bill.at("/account/accountCode").stringValue(),
              bill.get("billingPeriod"),
              bill.get("beginDate").stringValue().substring(0, 10),
              bill.get("endDate").stringValue().substring(0, 10),
              cents(bill.get("totalCost")),
              bill.get("void"),
              bill.get("approved"),
              bill.get("exportHold"),
              bill.get("exported"),
              bill.get("glExported"),
              "PAID".equals(bill.get("payStatus").asString(""))));
    }
    assertThat(found).isEqualTo(expected);
  }

  private static String line(Object... cells) {
    return "bill %s batch %s account %s period %s %s..%s %s void %s approved %s held %s exported %s gl %s paid %s"
        .formatted(cells);
  }

  private void states() {
    named("void equals 'true'", bill -> bill.isVoid);
    named(
        "approved equals 'false' and void equals 'false'", bill -> !bill.approved && !bill.isVoid);
    named("exportHold equals 'true'", bill -> bill.held);
    named("exported equals 'true'", bill -> bill.run.isPresent());
    named("payStatus equals 'PAID'", bill -> bill.paid);
    Journal journal = reference.journal;
    assertThat(total("exported equals 'false' and void equals 'false'"))
        .isEqualTo(-journal.balance(Place.OWED));
    assertThat(total("exported equals 'true'"))
        .isEqualTo(-journal.balance(Place.SENT) - journal.balance(Place.PAID));
    assertThat(total("exported equals 'true' and void equals 'true'"))
        .isEqualTo(journal.balance(Place.RECOVERABLE));
  }

  private void named(String filter, Predicate<BookedBill> condition) {
    assertThat(
            list("/api/v3/bill", filter, "billId")
                .valueStream()
                .map(bill -> bill.get("billId").intValue()))
        .as(filter)
        .containsExactlyElementsOf(
            reference.which(condition).stream().map(bill -> bill.id).toList());
  }

  private void batches() {
    for (JsonNode batch : list("/api/v3/batch", "", "batchId,billCount,runningTotal")) {
      List<BookedBill> bills = reference.inBatch(batch.get("batchId").intValue());
      assertThat(batch.get("billCount").intValue()).isEqualTo(bills.size());
      assertThat(cents(batch.get("runningTotal"))).isEqualTo(ReferenceBooks.total(bills));
    }
  }

  private void meters() {
    Map<String, List<Long>> expected = new TreeMap<>();
    for (BookedBill bill : reference.which(each -> !each.isVoid)) {
      bill.meters()
          .forEach((meter, sum) ->
              expected.merge(
                  meter + " " + bill.period, List.of(sum[0], sum[1]), BooksAgreement::add));
    }
    Map<String, List<Long>> found = new TreeMap<>();
    for (JsonNode row :
        list(
            "/api/v3/bill/billaccountmeter/actual",
            "void equals 'false'",
            "meter,billingPeriod,nativeUse,directCost")) {
      found.merge(
          row.at("/meter/meterCode").stringValue() + " " + row.get("billingPeriod").intValue(),
          List.of(
              row.get("nativeUse").decimalValue().longValueExact(), cents(row.get("directCost"))),
          BooksAgreement::add);
    }
    assertThat(found).isEqualTo(expected);
  }

  private static List<Long> add(List<Long> one, List<Long> other) {
    return List.of(one.get(0) + other.get(0), one.get(1) + other.get(1));
  }
}
