package org.meterbook.collection;

import org.meterbook.store.Sql;
import org.meterbook.webhook.EventType;
import org.meterbook.webhook.Events;
import org.meterbook.webhook.Subject;

/** Tells of what happened to something of the collection, in the transaction in which it did. */
public final class Told {
  private Told() {}

  static void form(Sql sql, EventType type, int form) {
    Events.tell(sql, type, Subject.form(form));
  }

  public static void authorization(Sql sql, EventType type, int authorization) {
    Events.tell(sql, type, Subject.authorization(authorization));
  }

  public static void meter(Sql sql, EventType type, int authorization, int meter) {
    Events.tell(sql, type, Subject.meter(meter, authorization));
  }
}
