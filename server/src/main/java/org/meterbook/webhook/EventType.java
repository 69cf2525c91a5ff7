package org.meterbook.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be told, in the documented order. */
public enum EventType {
  PING(About.NOTHING, "This is a ping: nothing happened."),
  FORM_CREATED(About.FORM, "Form %s was made."),
  AUTHORIZATION_CREATED(About.AUTHORIZATION, "Authorization %s was given."),
  AUTHORIZATION_DECLINED(About.AUTHORIZATION, "Authorization %s was declined."),
  AUTHORIZATION_RENEWED(About.AUTHORIZATION, "Authorization %s was renewed."),
  AUTHORIZATION_UPDATE_STARTED(
      About.AUTHORIZATION, "The collection under authorization %s has begun."),
  AUTHORIZATION_UPDATE_DELAYED(
      About.AUTHORIZATION, "The collection under authorization %s is delayed."),
  AUTHORIZATION_UPDATE_RETRYING(
      About.AUTHORIZATION, "The collection under authorization %s is tried again."),
  AUTHORIZATION_UPDATE_PROGRESS(
      About.AUTHORIZATION, "The collection under authorization %s makes progress."),
  AUTHORIZATION_UPDATE_FINISHED_SUCCESSFUL(
      About.AUTHORIZATION, "The collection under authorization %s has ended well."),
  AUTHORIZATION_UPDATE_FINISHED_ERRORED(
      About.AUTHORIZATION, "The collection under authorization %s has failed."),
  AUTHORIZATION_EXPIRING_SOON(About.AUTHORIZATION, "Authorization %s expires within a day."),
  AUTHORIZATION_EXPIRED(About.AUTHORIZATION, "Authorization %s has expired."),
  AUTHORIZATION_REVOKED(About.AUTHORIZATION, "Authorization %s was revoked."),
  METER_CREATED(About.METER, "Meter %s was found."),
  METER_BILLS_ADDED(About.METER, "New bills were collected for meter %s."),
  METER_INTERVALS_ADDED(About.METER, "New interval data was collected for meter %s."),
  METER_HISTORICAL_COLLECTION_STARTED(About.METER, "The collection of meter %s has begun."),
  METER_HISTORICAL_COLLECTION_DELAYED(About.METER, "The collection of meter %s is delayed."),
  METER_HISTORICAL_COLLECTION_RETRYING(About.METER, "The collection of meter %s is tried again."),
  METER_HISTORICAL_COLLECTION_PROGRESS(About.METER, "The collection of meter %s makes progress."),
  METER_HISTORICAL_COLLECTION_FINISHED_SUCCESSFUL(
      About.METER, "The collection of meter %s has ended well."),
  METER_HISTORICAL_COLLECTION_FINISHED_ERRORED(
      About.METER, "The collection of meter %s has failed.");

  /** What a type's events are about. A meter's name its authorization too. */
  enum About {
    NOTHING,
    FORM,
    AUTHORIZATION,
    METER
  }

  private final About about;
  private final String sentence;

  EventType(About about, String sentence) {
    this.about = about;
    this.sentence = sentence;
  }

  /** The name that clients see, such as {@code meter_bills_added}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The types of these wire names, each once.
   *
   * @throws IllegalArgumentException a name is none, with the list of those that are
   */
  public static List<EventType> parse(List<String> wireNames) {
    return wireNames.stream().map(EventType::parse).distinct().toList();
  }

  private static EventType parse(String wireName) {
    return Arrays.stream(values())
        .filter(type -> type.wireName().equals(wireName.strip()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no event type '%s'. There are: %s"
                    .formatted(
                        wireName,
                        Arrays.stream(values())
                            .map(EventType::wireName)
                            .collect(Collectors.joining(", ")))));
  }

  About about() {
    return about;
  }

  String sentence(Subject subject) {
    return switch (about) {
      case NOTHING -> sentence;
      case FORM -> sentence.formatted(subject.form());
      case AUTHORIZATION -> sentence.formatted(subject.authorization());
      case METER -> sentence.formatted(subject.meter());
    };
  }
}
