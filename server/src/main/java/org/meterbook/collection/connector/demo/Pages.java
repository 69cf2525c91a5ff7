package org.meterbook.collection.connector.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.connector.Found;

/** What stands on the website's pages: each table is written and read here, side by side. */
final class Pages {
  private static final String METERS = "meters";
  private static final String BILLS = "bills";
  private static final int METER_CELLS = 12;
  private static final int SUPPLIER_CELLS = 4;

  private Pages() {}

  static String signIn() {
    return Html.page(
        "Sign in",
        """
        <form method="post" action="/login">
        <label>User name <input name="username" autocomplete="username"></label>
        <label>Password <input name="password" type="password" autocomplete="current-password"></label>
        <button>Sign in</button>
        </form>\
        """);
  }

  static String code(String hint) {
    return Html.page(
        "Your code",
        """
        <p class="notice">%s</p>
        <form method="post" action="/code">
        <label>Code <input name="code" inputmode="numeric" autocomplete="one-time-code"></label>
        <button>Go on</button>
        </form>\
        """
            .formatted(hint));
  }

  static String meters(List<DemoMeter> meters, LocalDate today) {
    List<String> head =
        List.of(
            "Meter",
            "Zone",
            "Service identifier",
            "Rate schedule",
            "Class",
            "Service address",
            "Meter numbers",
            "Contact",
            "Billing address",
            "Account",
            "Data until",
            "Suppliers");
    List<List<String>> rows = new ArrayList<>();
    for (DemoMeter meter : meters) {
      Found.Service service = meter.service();
      List<String> row = new ArrayList<>(List.of(meter.key(), DemoMeter.ZONE.getId()));
      row.add(service.serviceIdentifier());
      row.add(text(service.serviceTariff()));
      row.add(service.serviceClass());
      row.add(text(service.serviceAddress()));
      row.add(String.join(" ", service.meterNumbers()));
      row.add(text(service.billingContact()));
      row.add(text(service.billingAddress()));
      row.add(text(service.billingAccount()));
      row.add(Period.billed(meter, today).getLast().end().toString());
      row.add(String.join("; ", meter.suppliers().stream().map(Pages::supplier).toList()));
      rows.add(row);
    }
    List<String> paths =
        meters.stream().map(meter -> "/meters/%s/bills".formatted(meter.key())).toList();
    return Html.page("Your meters", Html.table(METERS, head, rows) + Html.links(paths));
  }

  private static String supplier(Found.Supplier supplier) {
    return String.join(
        " | ",
        supplier.type(),
        supplier.name(),
        text(supplier.serviceId()),
        text(supplier.tariff()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The meters of a page; empty if it is not that page. */
  static Optional<List<Found.Meter>> meters(String page) {
    return Html.rows(page, METERS)
        .filter(rows -> rows.stream().allMatch(row -> row.size() == METER_CELLS))
        .map(rows -> rows.stream().map(Pages::meter).toList());
  }

  private static Found.Meter meter(List<String> cells) {
    Found.Service service =
        new Found.Service(
            cells.get(2),
            cells.get(3),
            cells.get(4),
            cells.get(5),
            List.of(cells.get(6).split(" ")),
            cells.get(7),
            cells.get(8),
            cells.get(9));
    List<Found.Supplier> suppliers = new ArrayList<>();
    for (String supplier : cells.get(11).split("; ")) {
      String[] parts = supplier.split(" \\| ", -1);
      if (parts.length == SUPPLIER_CELLS) {
        suppliers.add(
            new Found.Supplier(
                parts[0], parts[1], parts[2], parts[3], List.of(), null, null, null));
      }
    }
    return new Found.Meter(
        cells.get(0),
        cells.get(1),
        service,
        Optional.of(LocalDate.parse(cells.get(10))),
        List.copyOf(suppliers));
  }

  static String bills(DemoMeter meter, List<Found.BillEntry> entries) {
    List<String> head = List.of("Bill", "Begin", "End", "Statement", "Revision");
    List<List<String>> rows =
        entries.stream()
            .map(bill ->
                List.of(
                    bill.key(),
                    bill.start().toString(),
                    bill.end().toString(),
                    bill.statement().toString(),
                    bill.revision()))
            .toList();
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/meters/%s/bills.csv".formatted(meter.key()),
                "/bills/%s.zip".formatted(meter.key()),
                "/greenbutton/%s.xml".formatted(meter.key())));
    entries.forEach(bill -> paths.add("/bill/%s/%s.pdf".formatted(meter.key(), bill.key())));
    return Html.page(
        "Bills of meter " + meter.key(), Html.table(BILLS, head, rows) + Html.links(paths));
  }

  /** The bills of a page; empty if it is not that page. */
  static Optional<List<Found.BillEntry>> bills(String page) {
    return Html.rows(page, BILLS)
        .filter(rows -> rows.stream().allMatch(row -> row.size() == 5))
        .map(rows ->
            rows.stream()
                .map(cells ->
                    new Found.BillEntry(
                        cells.get(0),
                        LocalDate.parse(cells.get(1)),
                        LocalDate.parse(cells.get(2)),
                        LocalDate.parse(cells.get(3)),
                        cells.get(4)))
                .toList());
  }
}
