package org.meterbook.collection.connector.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.meterbook.collection.connector.Found;

/** What can be had of a meter; files that were made last are kept. */
final class Downloads {
  private static final long KEPT_BYTES = 64L << 20;
  private static final LocalDate ALWAYS = LocalDate.EPOCH;
  private static final Pattern PATH =
      Pattern.compile(
          "/(meters|bills|greenbutton|bill)/(\\d+)(/bills|/bills\\.csv|\\.zip|\\.xml|/[\\d-]+\\.pdf)");

  private final Recent<byte[]> kept = new Recent<>(KEPT_BYTES, bytes -> bytes.length);

  Answer of(Scenario scenario, String path, Fields query, LocalDate today) {
    Matcher parts = PATH.matcher(path);
    Optional<DemoMeter> meter =
        parts.matches()
            ? scenario.meters().stream().filter(each -> each.key().equals(parts.group(2))).findAny()
            : Optional.empty();
    if (meter.isEmpty()) {
      return missing();
    }
    LocalDate from = query.day("from", ALWAYS);
    String name = path.substring(path.lastIndexOf('/') + 1);
    return switch (parts.group(1) + parts.group(3)) {
      case "meters/bills" ->
          Answer.html(200, Pages.bills(meter.get(), DemoBills.entries(meter.get(), from, today)));
      case "meters/bills.csv" -> history(meter.get(), from, today);
      case "bills.zip" -> archive(meter.get(), from, today);
      case "greenbutton.xml" -> feed(meter.get(), scenario, from, query.day("to", today), today);
      default ->
          parts.group(1).equals("bill")
              ? DemoBills.bill(meter.get(), name.replace(".pdf", ""), today)
                  .map(bill -> Answer.file("application/pdf", pdf(bill)))
                  .orElseGet(Downloads::missing)
              : missing();
    };
  }

  Answer accounts(Scenario scenario, LocalDate today) {
    String key = "accounts %s %s".formatted(scenario, today);
    return Answer.file(
        "text/csv; charset=utf-8",
        kept(key, () -> utf8(AccountFile.write(DemoAccounts.of(scenario.meters(), today)))));
  }

  private static Answer missing() {
    return Answer.html(404, Html.page("There is no such page", ""));
  }

  private Answer history(DemoMeter meter, LocalDate from, LocalDate today) {
    String key = "csv %s %s %s".formatted(meter.key(), from, today);
    return Answer.file(
        "text/csv; charset=utf-8",
        kept(key, () -> utf8(BillHistory.write(DemoBills.bills(meter, from, today)))));
  }

  private Answer archive(DemoMeter meter, LocalDate from, LocalDate today) {
    String key = "zip %s %s %s".formatted(meter.key(), from, today);
    return Answer.file("application/zip", kept(key, () -> zip(meter, from, today)));
  }

  private Answer feed(
      DemoMeter meter, Scenario scenario, LocalDate from, LocalDate to, LocalDate today) {
    String key = "xml %s %s %s %s %s".formatted(meter.key(), scenario, from, to, today);
    return Answer.file(
        "application/atom+xml", kept(key, () -> DemoFeed.write(meter, scenario, from, to, today)));
  }

  private byte[] pdf(Found.Bill bill) {
    // The total tells a corrected bill from its earlier self.
    return kept("pdf %s %s".formatted(bill.key(), bill.totalCost()), () -> BillPdf.print(bill));
  }

  private byte[] zip(DemoMeter meter, LocalDate from, LocalDate today) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      // What is in a PDF is packed already.
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Found.Bill bill : DemoBills.bills(meter, from, today)) {
        ZipEntry entry = new ZipEntry(bill.key() + ".pdf");
        entry.setTimeLocal(bill.statement().atStartOfDay());
        zip.putNextEntry(entry);
        zip.write(pdf(bill));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Two that ask at once may both make it: it is the same. */
  private byte[] kept(String key, Supplier<byte[]> made) {
    return kept.get(key).orElseGet(() -> kept.put(key, made.get()));
  }
}
