package org.meterbook.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Row;
import org.meterbook.store.Tables;
import tools.jackson.databind.node.ObjectNode;

/** Events: what was, or is to be, told. */
final class EventList {
  private static final String PATH = "/events";
  private static final String ONE = "/api/v2" + PATH + "/{uid}";

  private static final String SELECT =
      """
      SELECT t.collection_event_id, t.type, t.ts, t.target, t.is_delivered, t.collection_form_id, t.collection_authorization_id, t.collection_meter_id
      FROM collection_event t WHERE t.tenant_id = :tenant
      """;

  private final Site site;

  EventList(Site site) {
    this.site = site;
  }

  record Event(
      @Meaning("identifier") String uid,
      @Meaning("what happened") String type,
      @Meaning("when") String ts,
      @Meaning("always webhook") String delivery_method,
      @Meaning("the endpoint's address; null where there was none")
          @Nullable String delivery_target,
      boolean is_delivered,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String form_uid,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String authorization_uid,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String meter_uid) {}

  record EventListing(List<Event> events, @Meaning("the rest of the list") @Nullable String next) {}

  record EventEdit(@Meaning("true: it is not sent again") boolean is_delivered) {}

  void register(Operations operations) {
    operations
        .compute(
            "GetEvents",
            "GET",
            "/api/v2" + PATH,
            "",
            EventListing.class,
            false,
            (call, _) -> list(call),
            "Lists events, newest first.")
        .parameter("is_delivered", FieldType.BOOLEAN, "only delivered ones, or only others")
        .parameter("after", FieldType.TEXT, "what follows this UID");
    operations.compute(
        "GetEvent",
        "GET",
        ONE,
        "",
        Event.class,
        false,
        (call, _) -> find(call),
        "Answers one event.");
    operations.computeLoose(
        "EditEvent",
        "PATCH",
        ONE,
        EventEdit.class,
        Event.class,
        EventList::edit,
        "Marks an event as delivered: it is not sent again.");
  }

  private EventListing list(Call call) {
    var chosen =
        new Selection(call)
            .flag("is_delivered", "t.is_delivered")
            .newest(SELECT, Tables.COLLECTION_EVENT, "ts", EventList::event);
    return new EventListing(chosen.items(), site.next(call, PATH, chosen, Event::uid));
  }

  private static Event find(Call call) {
    return call.sql()
        .first(
            SELECT + " AND t.collection_event_id = :id",
            Map.of("id", call.id("uid")),
            EventList::event)
        .orElseThrow();
  }

  private static Event event(Row row) {
    return new Event(
        String.valueOf(row.integer(1)),
        row.text(2),
        Stamp.utc(row.instant(3)),
        "webhook",
        row.textOrNull(4),
        row.bool(5),
        uid(row.integerOrNull(6)),
        uid(row.integerOrNull(7)),
        uid(row.integerOrNull(8)));
  }

  private static @Nullable String uid(@Nullable Integer id) {
    return id == null ? null : String.valueOf(id);
  }

  private static Event edit(Call call, ObjectNode body) {
    Asked asked = new Asked(body);
    asked.only("is_delivered");
    if (!asked
        .flag("is_delivered")
        .orElseThrow(() -> Refusal.missing("'is_delivered' is required"))) {
      throw Refusal.invalid("is_delivered", "can only be set to true");
    }
    call.sql()
        .execute(
            "UPDATE collection_event SET is_delivered = true, next_try = NULL WHERE tenant_id = :tenant AND collection_event_id = :id",
            Map.of("id", call.id("uid")));
    return find(call);
  }
}
