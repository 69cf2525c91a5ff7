package org.meterbook.webhook;

import org.jspecify.annotations.Nullable;

/** What an event is about: ids of the datasource, null where it is not about one. */
public record Subject(
    @Nullable Integer form, @Nullable Integer authorization, @Nullable Integer meter) {
  /** About nothing, as a ping. */
  public static Subject nothing() {
    return new Subject(null, null, null);
  }

  public static Subject form(int id) {
    return new Subject(id, null, null);
  }

  public static Subject authorization(int id) {
    return new Subject(null, id, null);
  }

  /** About a meter that was found under an authorization. */
  public static Subject meter(int id, int authorization) {
    return new Subject(null, authorization, id);
  }

  private EventType.About about() {
    if (meter != null) {
      return EventType.About.METER;
    }
    if (authorization != null) {
      return EventType.About.AUTHORIZATION;
    }
    return form != null ? EventType.About.FORM : EventType.About.NOTHING;
  }

  Subject of(EventType type) {
    if (about() != type.about()) {
      throw new IllegalArgumentException(
          "%s is about %s, not %s".formatted(type.wireName(), type.about(), about()));
    }
    return this;
  }
}
