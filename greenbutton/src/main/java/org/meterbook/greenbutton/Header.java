package org.meterbook.greenbutton;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/** What an Atom entry says besides its content. */
final class Header {
  private String id = "";
  private String title = "";
  private String self = "";
  private String up = "";
  private long[] related = new long[4];
  private int relations;
  private Optional<Instant> published = Optional.empty();
  private Optional<Instant> updated = Optional.empty();

  /** Takes the element the cursor is at, if it is one of an entry. */
  void take(Xml xml, Budget budget) throws IOException {
    switch (xml.name()) {
      case "id" -> {
        id = kept(xml, budget);
        xml.entry(id);
      }
      case "title" -> title = kept(xml, budget);
      case "published" -> published = instant(xml);
      case "updated" -> updated = instant(xml);
      case "link" -> link(xml, budget);
      default -> {}
    }
  }

  private static String kept(Xml xml, Budget budget) throws IOException {
    String text = xml.text();
    budget.keep(text.length(), xml);
    return text;
  }

  private void link(Xml xml, Budget budget) throws IOException {
    budget.link(xml);
    String href = xml.attribute("href").strip();
    switch (xml.attribute("rel").strip()) {
      case "self" -> {
        budget.keep(href.length(), xml);
        self = href;
      }
      case "up" -> up = href;
      case "related" -> {
        if (relations == related.length) {
          related = Arrays.copyOf(related, relations * 2);
        }
        related[relations++] = Hrefs.hash(href);
      }
      default -> {}
    }
  }

  private static Optional<Instant> instant(Xml xml) throws IOException {
    Place place = xml.place();
    String text = xml.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return withoutOffset(text, place, xml);
    }
  }

  private static Optional<Instant> withoutOffset(String text, Place place, Xml xml) {
    try {
      return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
      xml.findings().refused(place, shown + " is not a date and time");
      return Optional.empty();
    }
  }

  Entry entry() {
    return new Entry(id, self, title, published, updated);
  }

  String self() {
    return self;
  }

  String up() {
    return up;
  }

  long[] related() {
    return Arrays.copyOf(related, relations);
  }

  long updatedSecond() {
    return updated.map(Instant::getEpochSecond).orElse(Long.MIN_VALUE);
  }
}
