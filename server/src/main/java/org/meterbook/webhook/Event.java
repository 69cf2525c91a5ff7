package org.meterbook.webhook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Row;

/** An event on its way to an endpoint. */
record Event(int id, String type, Instant ts, String target, Subject subject) {
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  /** Of columns in the order of the components. */
  static Event of(Row row) {
    return new Event(
        row.integer(1),
        row.text(2),
        row.instant(3),
        row.text(4),
        new Subject(id(row, 5), id(row, 6), id(row, 7)));
  }

  private static @Nullable Integer id(Row row, int column) {
    return row.integerOrNull(column);
  }

  /** Its members in the documented order; ids are text. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("uid", Integer.toString(id));
    members.put("type", type);
    members.put("ts", MICROSECONDS.format(ts));
    members.put("delivery_method", "webhook");
    members.put("delivery_target", target);
    members.put("is_delivered", false);
    put(members, "form_uid", subject.form());
    put(members, "authorization_uid", subject.authorization());
    put(members, "meter_uid", subject.meter());
    return members;
  }

  private static void put(Map<String, Object> members, String name, @Nullable Integer id) {
    if (id != null) {
      members.put(name, id.toString());
    }
  }
}
