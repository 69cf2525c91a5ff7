package org.meterbook.collection.connector.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.meterbook.collection.connector.Found;
import org.meterbook.collection.connector.Session;

/** A visit to the demo utility: what comes in one file is fetched once. */
final class DemoSession implements Session {
  // So much of the readings is fetched at once: less to lose, and early to be seen.
  private static final int DAYS_AT_ONCE = 31;
  private static final long MAXIMUM_BYTES = 256L << 20;

  private final Website website;
  private final Map<String, LocalDate> listedFrom = new HashMap<>();
  private final Map<String, Map<String, Found.Bill>> bills = new HashMap<>();
  private Optional<List<Found.Meter>> meters = Optional.empty();

  DemoSession(Website website) {
    this.website = website;
  }

  @Override
  public List<Found.Meter> meters() {
    if (meters.isEmpty()) {
      String page = website.text("/meters");
      meters = Optional.of(sound(() -> Pages.meters(page)));
    }
    return meters.get();
  }

  @Override
  public List<Found.BillEntry> bills(String meter, LocalDate from) {
    listedFrom.put(meter, from);
    bills.remove(meter);
    String page = website.text("/meters/%s/bills?from=%s".formatted(meter, from));
    return sound(() -> Pages.bills(page));
  }

  /** A page may lack what it should have, or have dates that are none. */
  private static <T> T sound(Supplier<Optional<T>> page) {
    try {
      return page.get().orElseThrow(Website::strange);
    } catch (DateTimeException e) {
      throw Website.strange();
    }
  }

  @Override
  public Found.Bill bill(String meter, String bill) {
    Map<String, Found.Bill> history = bills.get(meter);
    if (history == null) {
      history = fetchBills(meter);
      bills.put(meter, history);
    }
    return Optional.ofNullable(history.get(bill)).orElseThrow(Website::strange);
  }

  private Map<String, Found.Bill> fetchBills(String meter) {
    String since = "?from=" + listedFrom.getOrDefault(meter, LocalDate.EPOCH);
    String csv = website.text("/meters/" + meter + "/bills.csv" + since);
    Map<String, Found.Bill> history =
        HistoryReader.read(csv, meter(meter).service()).orElseThrow(Website::strange);
    Map<String, byte[]> documents = unpacked(website.get("/bills/" + meter + ".zip" + since));
    history.replaceAll((key, bill) ->
        Optional.ofNullable(documents.get(key + ".pdf"))
            .map(bytes -> withDocument(bill, bytes))
            .orElseThrow(Website::strange));
    return history;
  }

  private Found.Meter meter(String key) {
    return meters().stream()
        .filter(each -> each.key().equals(key))
        .findAny()
        .orElseThrow(Website::strange);
  }

  private static Map<String, byte[]> unpacked(byte[] archive) {
    Map<String, byte[]> documents = new HashMap<>();
    long left = MAXIMUM_BYTES;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
        left -= bytes.length;
        if (left < 0) {
          throw Website.strange();
        }
        documents.put(entry.getName(), bytes);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Website.strange();
    }
    return documents;
  }

  private static Found.Bill withDocument(Found.Bill bill, byte[] bytes) {
    String tariff = String.valueOf(bill.service().serviceTariff()).split(" ", 2)[0];
    String name = "demo_bill_%s_%s.pdf".formatted(tariff, bill.start());
    return new Found.Bill(
        bill.key(),
        bill.service(),
        bill.start(),
        bill.end(),
        bill.statement(),
        bill.totalCost(),
        bill.totalVolume(),
        bill.totalUnit(),
        bill.lineItems(),
        bill.suppliers(),
        bill.tiers(),
        bill.timesOfUse(),
        bill.demands(),
        bill.powers(),
        bill.source(),
        Optional.of(new Found.Document(name, "application/pdf", bytes)));
  }

  @Override
  public Stream<Found.Day> intervals(String meter, LocalDate from, LocalDate to) {
    ZoneId zone = ZoneId.of(meter(meter).zone());
    return Stream.iterate(from, begin -> begin.isBefore(to), begin -> begin.plusDays(DAYS_AT_ONCE))
        .flatMap(begin -> fetchDays(meter, zone, begin, earlier(begin, to)).stream());
  }

  private static LocalDate earlier(LocalDate begin, LocalDate to) {
    LocalDate end = begin.plusDays(DAYS_AT_ONCE);
    return end.isBefore(to) ? end : to;
  }

  private List<Found.Day> fetchDays(String meter, ZoneId zone, LocalDate from, LocalDate to) {
    String path = "/greenbutton/%s.xml?from=%s&to=%s".formatted(meter, from, to);
    try {
      return FeedReader.read(website.get(path), zone);
    } catch (IOException e) {
      throw Website.strange();
    }
  }

  @Override
  public List<Found.Account> accounts() {
    return AccountFile.read(website.text("/accounts.csv")).orElseThrow(Website::strange);
  }

  @Override
  public void close() {
    meters = Optional.empty();
    bills.clear();
  }
}
