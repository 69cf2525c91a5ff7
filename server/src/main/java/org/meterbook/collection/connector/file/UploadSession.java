package org.meterbook.collection.connector.file;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.MediaType;
import org.meterbook.collection.connector.Found;
import org.meterbook.collection.connector.Interruption;
import org.meterbook.collection.connector.Login;
import org.meterbook.collection.connector.Session;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * What was handed over under an authorization, as if it were a utility. The documents are read one
 * after the other: no more than one is held.
 */
final class UploadSession implements Session {
  private final Database database;
  private final ReadBefore before;
  private final Login login;
  private final ZoneId zone;
  private @Nullable Survey survey;

  UploadSession(Database database, ReadBefore before, Login login) {
    this.database = database;
    this.before = before;
    this.login = login;
    this.zone =
        read(sql ->
            sql.first(
                    "SELECT d.time_zone FROM datasource d WHERE d.tenant_id = :tenant",
                    Map.of(),
                    row -> ZoneId.of(row.text(1)))
                .orElseThrow());
  }

  private <T> T read(Function<Sql, T> work) {
    return database.read(login.tenant(), Scope.UNBOUNDED, work);
  }

  private Survey survey() {
    Survey known = survey;
    if (known == null) {
      known = new Survey();
      for (DroppedDocument document : documents()) {
        add(known, document);
      }
      survey = known;
    }
    return known;
  }

  private List<DroppedDocument> documents() {
    return read(sql -> DroppedDocument.of(sql, login.authorization()));
  }

  private void add(Survey survey, DroppedDocument document) {
    try {
      Optional<ReadBefore.Contents> contents =
          before.find(login.tenant(), document.id()).or(() -> contents(document));
      if (contents.isEmpty()) {
        return;
      }
      survey.add(document, contents.get().source(), contents.get().pages());
    } catch (UnreadableException e) {
      mark(document, "pending_manual", e.getMessage());
      return;
    }
    if (document.waiting()) {
      mark(document, "read", null);
    }
  }

  /** Empty where the consent has ended meanwhile. */
  private Optional<ReadBefore.Contents> contents(DroppedDocument document) {
    return read(sql -> DroppedDocument.load(sql, document.id()))
        .map(loaded -> {
          Survey.Pages pages = new Survey.Pages(zone);
          DocumentReader.read(loaded, zone, pages);
          if (pages.isEmpty()) {
            throw new UnreadableException("There is nothing in it that can be used.");
          }
          int source =
              document.media().equals(MediaType.TYPED)
                  ? TypedBill.document(loaded.bytes()).orElse(document.id())
                  : document.id();
          return before.keep(login.tenant(), document.id(), new ReadBefore.Contents(pages, source));
        });
  }

  private void mark(DroppedDocument document, String status, @Nullable String reason) {
    database.write(
        login.tenant(),
        Scope.UNBOUNDED,
        null,
        sql -> {
          sql.update(
              Tables.COLLECTION_INBOX,
              document.inbox(),
              Values.none().with("status", status).with("reason", reason));
          return true;
        });
  }

  @Override
  public List<Found.Meter> meters() {
    if (survey().meters().isEmpty()) {
      throw Interruption.of(
          Interruption.Kind.MANUAL,
          "There is no file yet that can be read; hand one over, or type what a person reads in it.");
    }
    return survey().meters().entrySet().stream()
        .map(each ->
            new Found.Meter(
                each.getKey(),
                each.getValue().zone().getId(),
                each.getValue().service(),
                each.getValue().latest(),
                List.of()))
        .toList();
  }

  private Survey.Meter meter(String key) {
    Survey.Meter meter = survey().meters().get(key);
    if (meter == null) {
      throw Interruption.of(
          Interruption.Kind.MANUAL, "No file that can be read tells of this meter any more.");
    }
    return meter;
  }

  /** All of them, whatever the day: a file may bring bills that are older than those before. */
  @Override
  public List<Found.BillEntry> bills(String meter, LocalDate from) {
    return meter(meter).bills().values().stream()
        .map(held ->
            new Found.BillEntry(
                held.bill().key(),
                held.bill().start(),
                held.bill().end(),
                held.bill().statement(),
                "document " + held.document()))
        .sorted(Comparator.comparing(Found.BillEntry::start))
        .toList();
  }

  @Override
  public Found.Bill bill(String meter, String bill) {
    Survey.Held held = java.util.Objects.requireNonNull(meter(meter).bills().get(bill));
    return held.bill().from(read(sql -> DroppedDocument.load(sql, held.source())));
  }

  /** The days of files that came after the last collection, together with what is beside it. */
  @Override
  public Stream<Found.Day> intervals(String meter, LocalDate from, LocalDate to) {
    Survey.Meter known = meter(meter);
    Set<Integer> fresh =
        fresh(meter, known).keySet().stream().map(DroppedDocument::id).collect(Collectors.toSet());
    DayBook book = new DayBook(known.zone());
    for (DroppedDocument document : known.readings()) {
      read(sql -> DroppedDocument.load(sql, document.id()))
          .ifPresent(loaded ->
              DocumentReader.read(loaded, zone, new Readings(meter, document.id(), book)));
    }
    return book.days(fresh::contains).stream();
  }

  /** Takes the readings of one meter. */
  private record Readings(String meter, int document, DayBook book) implements Finds {
    @Override
    public void service(Found.Service service, Optional<ZoneId> zone) {}

    @Override
    public void bill(Found.Bill bill) {}

    @Override
    public void reading(String service, Reading reading) {
      if (service.equals(meter)) {
        book.put(document, reading);
      }
    }
  }

  @Override
  public Map<String, LocalDate> handedOver() {
    Map<String, LocalDate> days = new LinkedHashMap<>();
    survey()
        .meters()
        .forEach((key, meter) ->
            fresh(key, meter).values().stream()
                .min(Comparator.naturalOrder())
                .ifPresent(first -> days.put(key, first)));
    return days;
  }

  /** The documents that came since the meter's last collection that went well. */
  private Map<DroppedDocument, LocalDate> fresh(String key, Survey.Meter meter) {
    Optional<Instant> last =
        read(sql ->
            sql.first(
                """
                SELECT r.started FROM collection_run r
                JOIN collection_meter m ON m.tenant_id = r.tenant_id AND m.collection_meter_id = r.collection_meter_id
                WHERE r.tenant_id = :tenant AND m.collection_authorization_id = :authorization AND m.utility_key = :key AND r.outcome = 'updated'
                ORDER BY r.started DESC LIMIT 1
                """,
                Map.of("authorization", login.authorization(), "key", key),
                row -> row.instant(1)));
    Map<DroppedDocument, LocalDate> fresh = new HashMap<>(meter.firstDays());
    fresh
        .keySet()
        .removeIf(document -> last.isPresent() && document.created().isBefore(last.get()));
    return fresh;
  }

  @Override
  public List<Found.Account> accounts() {
    return List.of();
  }

  @Override
  public void close() {}
}
