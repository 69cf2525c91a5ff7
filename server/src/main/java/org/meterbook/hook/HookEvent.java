package org.meterbook.hook;

import java.util.Arrays;
import java.util.Optional;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/**
 * What a webhook can be about: an entry of the change log, or a person's wish. Names are in the
 * catalogue {@code webhook_event_type}; those that nothing raises yet are only there.
 */
enum HookEvent {
  ACCOUNT_CREATE(1, Tables.ACCOUNT, "create"),
  BATCH_CLOSED(
      4,
      Tables.BATCH,
      "edit",
      "c.before ->> 'batch_status' <> 'closed' AND c.after ->> 'batch_status' = 'closed'"),
  BILL_CREATED(5, Tables.BILL, "create"),
  BILL_EDITED(6, Tables.BILL, "edit"),
  BUILDING_CREATE(
      8,
      Tables.PLACE,
      "create",
      "EXISTS (SELECT 1 FROM place_type k WHERE k.tenant_id = c.tenant_id AND k.place_type_id = (c.after ->> 'place_type_id')::int AND k.structure)"),
  CUSTOM_ACCOUNT_ACTION(9),
  CUSTOM_BILL_ACTION(10),
  CUSTOM_METER_ACTION(11),
  CUSTOM_APPLICATION_ACTION(12),
  METER_CREATE(15, Tables.METER, "create"),
  BILL_DELETED(16, Tables.BILL, "delete");

  /**
   * Entries of the change log.
   *
   * @param condition on the entry {@code c}
   */
  record Source(Table table, String kind, String condition) {}

  private final int id;
  private final Optional<Source> source;

  HookEvent(int id) {
    this.id = id;
    this.source = Optional.empty();
  }

  HookEvent(int id, Table table, String kind) {
    this(id, table, kind, "true");
  }

  HookEvent(int id, Table table, String kind, String condition) {
    this.id = id;
    this.source = Optional.of(new Source(table, kind, condition));
  }

  int id() {
    return id;
  }

  /** What raises it; empty for a custom action. */
  Optional<Source> source() {
    return source;
  }

  /** The event of an id; empty where nothing raises it. */
  static Optional<HookEvent> of(int id) {
    return Arrays.stream(values()).filter(event -> event.id == id).findFirst();
  }
}
