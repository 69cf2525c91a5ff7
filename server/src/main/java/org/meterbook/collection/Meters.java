package org.meterbook.collection;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.collection.prepaid.Prepaid;
import org.meterbook.store.Row;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Meters that were found under authorizations, and the ways to have them collected. */
final class Meters {
  private static final String PATH = "/meters";
  private static final String V2 = "/api/v2" + PATH;
  private static final String ONE = V2 + "/{uid}";
  private static final Set<String> FREQUENCIES = Set.of("off", "daily", "weekly", "monthly");

  private static final String SELECT =
      """
      SELECT t.collection_meter_id, t.collection_authorization_id, t.created, coalesce(u.email, u.user_code), a.user_id, t.is_archived,
        t.is_activated, t.notes, t.status, t.status_message, t.status_ts, t.frequency, t.next_refresh, t.fixed_refresh_day, a.utility,
        t.bill_count, t.bill_coverage, t.bill_sources, t.interval_count, t.interval_coverage, t.interval_sources, t.base, t.further_blocks
      FROM collection_meter t
      JOIN collection_authorization a ON a.tenant_id = t.tenant_id AND a.collection_authorization_id = t.collection_authorization_id
      JOIN app_user u ON u.tenant_id = a.tenant_id AND u.user_id = a.user_id WHERE t.tenant_id = :tenant
      """;

  private final Site site;

  Meters(Site site) {
    this.site = site;
  }

  record Monitoring(
      @Meaning("off, daily, weekly or monthly") String frequency,
      @Meaning("always null; kept for old clients") @Nullable String prepay,
      @Meaning("always null; kept for old clients") @Nullable String next_prepay,
      @Meaning("when it is collected next") @Nullable String next_refresh,
      @Meaning("day of the month") @Nullable Integer fixed_refresh_day) {}

  record Meter(
      @Meaning("identifier") String uid,
      String authorization_uid,
      @Meaning("when it was found") String created,
      @Meaning("owner of the form") String user_email,
      @Meaning("owner of the form") String user_uid,
      @Meaning("hidden; it goes on nevertheless") boolean is_archived,
      @Meaning("a collection or monitoring was ever asked for") boolean is_activated,
      @Meaning("always true: blocks are always here") boolean is_expanded,
      @Meaning("what is to be known of its state") JsonNode notes,
      @Meaning("pending, updated or errored") String status,
      @Meaning("for people") String status_message,
      @Meaning("when it last changed") String status_ts,
      Monitoring ongoing_monitoring,
      @Meaning("the utility's id") String utility,
      int bill_count,
      @Meaning("spans, in the utility's time") JsonNode bill_coverage,
      JsonNode bill_sources,
      @Meaning("number of readings") long interval_count,
      JsonNode interval_coverage,
      JsonNode interval_sources,
      @Meaning("links to files") Map<String, String> exports,
      List<Authorizations.Export> exports_list,
      @Meaning("names of the blocks beside") List<String> blocks,
      @JsonAnyGetter @Meaning("the blocks by name") Map<String, JsonNode> byName) {}

  record MeterListing(List<Meter> meters, @Meaning("the rest of the list") @Nullable String next) {}

  record MeterEdit(@Meaning("hidden") @Nullable Boolean is_archived) {}

  record HistoricalCollection(
      @Meaning("UIDs of meters") List<String> meters,
      @Meaning("months back, 1 to 36; default 36, on a plan by the month 12")
          @Nullable Integer collection_duration) {}

  record OngoingMonitoring(
      @Meaning("UIDs of meters") List<String> meters,
      @Meaning("off, daily, weekly or monthly") String frequency,
      @Meaning("1 to 31, only with monthly") @Nullable Integer fixed_refresh_day) {}

  void register(Operations operations) {
    operations
        .compute(
            "GetMeters",
            "GET",
            V2,
            "",
            MeterListing.class,
            false,
            (call, _) -> list(call),
            "Lists meters, newest first.")
        .parameter("uids", FieldType.TEXT, "only these UIDs, separated by commas")
        .parameter("authorizations", FieldType.TEXT, "only of these authorizations")
        .parameter("users", FieldType.TEXT, "only of these users")
        .parameter("utility", FieldType.TEXT, "only of these utilities")
        .parameter("is_activated", FieldType.BOOLEAN, "only activated ones, or only others")
        .parameter("is_archived", FieldType.BOOLEAN, "only archived ones, or only others")
        .parameter("is_monitored", FieldType.BOOLEAN, "only monitored ones, or only others")
        .parameter("after", FieldType.TEXT, "what follows this UID")
        .parameter("expand_meter_blocks", FieldType.TEXT, "accepted; blocks are always expanded");
    operations
        .compute(
            "GetMeter",
            "GET",
            ONE,
            "",
            Meter.class,
            false,
            (call, _) -> find(call),
            "Answers one meter.")
        .parameter("expand_meter_blocks", FieldType.TEXT, "accepted; blocks are always expanded");
    operations.computeLoose(
        "EditMeter",
        "PATCH",
        ONE,
        MeterEdit.class,
        Meter.class,
        this::edit,
        "Archives a meter, or brings it back.");
    operations.computeLoose(
        "CollectHistory",
        "POST",
        V2 + "/historical-collection",
        HistoricalCollection.class,
        Success.class,
        this::collect,
        "Collects bills and interval data of meters; meters of authorizations that are over are left out.");
    operations.computeLoose(
        "MonitorMeters",
        "POST",
        V2 + "/ongoing-monitoring",
        OngoingMonitoring.class,
        Success.class,
        this::monitor,
        "Collects meters again and again from one period in the future; meters of authorizations that are over are left out.");
  }

  private MeterListing list(Call call) {
    var chosen =
        new Selection(call)
            .uids("uids", "t.collection_meter_id")
            .uids("authorizations", "t.collection_authorization_id")
            .uids("users", "a.user_id")
            .texts("utility", "a.utility")
            .flag("is_activated", "t.is_activated")
            .flag("is_archived", "t.is_archived")
            .flag("is_monitored", "t.frequency <> 'off'")
            .newest(SELECT, Tables.COLLECTION_METER, "created", this::meter);
    return new MeterListing(chosen.items(), site.next(call, PATH, chosen, Meter::uid));
  }

  /** The meters of authorizations, by authorization. */
  Map<String, List<Meter>> of(Call call, List<Integer> authorizations) {
    Map<String, List<Meter>> meters = new LinkedHashMap<>();
    call.sql()
        .list(
            SELECT
                + " AND t.collection_authorization_id = ANY(:ids) ORDER BY t.created DESC, t.collection_meter_id DESC",
            Map.of("ids", authorizations),
            this::meter)
        .forEach(meter ->
            meters.computeIfAbsent(meter.authorization_uid(), _ -> new ArrayList<>()).add(meter));
    return meters;
  }

  private Meter find(Call call) {
    return call.sql()
        .first(
            SELECT + " AND t.collection_meter_id = :id", Map.of("id", call.id("uid")), this::meter)
        .orElseThrow();
  }

  private Meter meter(Row row) {
    String uid = String.valueOf(row.integer(1));
    Map<String, JsonNode> blocks = new LinkedHashMap<>();
    blocks.put("base", Notes.JSON.readTree(row.text(22)));
    ((ObjectNode) Notes.JSON.readTree(row.text(23)))
        .properties()
        .forEach(block -> blocks.put(block.getKey(), block.getValue()));
    Map<String, String> exports =
        Exports.ofMeter(site, uid, row.integer(16) > 0, row.number(19) > 0);
    return new Meter(
        uid,
        String.valueOf(row.integer(2)),
        Stamp.utc(row.instant(3)),
        row.text(4),
        String.valueOf(row.integer(5)),
        row.bool(6),
        row.bool(7),
        true,
        Notes.JSON.readTree(row.text(8)),
        row.text(9),
        row.text(10),
        Stamp.utc(row.instant(11)),
        new Monitoring(
            row.text(12),
            null,
            null,
            Stamp.utcOrNull(row.instantOrNull(13)),
            row.integerOrNull(14)),
        row.text(15),
        row.integer(16),
        Notes.JSON.readTree(row.text(17)),
        Notes.JSON.readTree(row.text(18)),
        row.number(19),
        Notes.JSON.readTree(row.text(20)),
        Notes.JSON.readTree(row.text(21)),
        exports,
        Exports.named(exports),
        List.copyOf(blocks.keySet()),
        blocks);
  }

  private Meter edit(Call call, ObjectNode body) {
    Asked asked = new Asked(body);
    asked.only("is_archived");
    asked
        .flag("is_archived")
        .ifPresent(flag ->
            call.sql()
                .update(
                    Tables.COLLECTION_METER,
                    call.id("uid"),
                    Values.none().with("is_archived", flag)));
    return find(call);
  }

  // Collecting
  // ----------------------------------------------------------------------------------------------------------------

  private Success collect(Call call, ObjectNode body) {
    Asked asked = new Asked(body);
    asked.only("meters", "collection_duration");
    Integer duration = asked.integer("collection_duration", 1, Collecting.MOST_MONTHS).orElse(null);
    List<Collecting.Usable> usable = usable(call, asked);
    requirePaid(call, usable);
    int months = duration == null ? Collecting.MOST_MONTHS : duration;
    ZoneId zone = call.caller().zone();
    usable.forEach(meter -> Collecting.historical(call.sql(), meter, months, zone));
    return new Success(true, uids(usable), duration, null, null);
  }

  private Success monitor(Call call, ObjectNode body) {
    Asked asked = new Asked(body);
    asked.only("meters", "frequency", "fixed_refresh_day", "prepay");
    String frequency = asked.required("frequency");
    if (!FREQUENCIES.contains(frequency)) {
      throw Refusal.invalid("frequency", "must be one of off, daily, weekly, monthly");
    }
    Integer day = asked.integer("fixed_refresh_day", 1, 31).orElse(null);
    if (day != null && !frequency.equals("monthly")) {
      throw Refusal.invalid("fixed_refresh_day", "can only be given with the frequency monthly");
    }
    List<Collecting.Usable> usable = usable(call, asked);
    if (day != null && usable.stream().anyMatch(meter -> !meter.frequency().equals("off"))) {
      throw Refusal.invalid(
          "fixed_refresh_day",
          "can only be given for meters that are not monitored yet; set them off first");
    }
    if (!frequency.equals("off")) {
      requirePaid(call, usable);
    }
    usable.forEach(meter -> Collecting.monitor(call.sql(), meter, frequency, day));
    return new Success(true, uids(usable), null, frequency, day);
  }

  /** The meters of the body that may be collected; the others are left out in silence. */
  private static List<Collecting.Usable> usable(Call call, Asked asked) {
    List<Integer> ids = Selection.numbers(asked.uids("meters"));
    List<Collecting.Usable> usable = Collecting.usable(call.sql(), ids);
    if (usable.isEmpty()) {
      throw Refusal.expiredOrRevoked();
    }
    return usable;
  }

  private static void requirePaid(Call call, List<Collecting.Usable> meters) {
    if (meters.stream().anyMatch(meter -> !meter.free())) {
      Prepaid.require(call.sql());
    }
  }

  private static List<String> uids(List<Collecting.Usable> meters) {
    return meters.stream().map(meter -> String.valueOf(meter.meter())).toList();
  }
}
