package org.meterbook.greenbutton;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Writes the Atom entries around resources. */
final class EntryOutput {
  private final XmlOutput out;
  private final Instant updated;

  EntryOutput(XmlOutput out, Instant updated) {
    this.out = out;
    this.updated = updated;
  }

  /** A link of the kind {@code related}. */
  record Related(String href, String type) {
    static Related entry(String resource, String href) {
      return new Related(href, family(resource) + "-entry/" + resource);
    }

    static Related feed(String resource, String href) {
      return new Related(href, family(resource) + "-feed/" + resource);
    }
  }

  private static String family(String resource) {
    boolean customer =
        Arrays.stream(Kind.values())
            .anyMatch(kind ->
                kind.segment().equals(resource)
                    && kind.vocabulary(Vocabulary.NONE) == Vocabulary.CUSTOMER);
    return customer ? "cust" : "espi";
  }

  /**
   * Writes an entry; its link {@code up} leads to the feed of its like below the parent.
   *
   * @param href its own link
   * @param up the feed it is in
   */
  void write(
      String resource,
      Entry entry,
      String href,
      String up,
      Iterable<Related> related,
      XmlOutput.Content content)
      throws IOException {
    start(resource, entry, href, up, related);
    content.write();
    end();
  }

  void start(String resource, Entry entry, String href, String up, Iterable<Related> related)
      throws IOException {
    boolean same = href.equals(entry.href()) && !entry.id().isEmpty();
    out.start(Vocabulary.ATOM, "entry");
    out.text(Vocabulary.ATOM, "id", same ? entry.id() : PersistentId.of(href));
    out.link("self", href, Related.entry(resource, href).type());
    out.link("up", up, Related.feed(resource, up).type());
    for (Related link : related) {
      out.link("related", link.href(), link.type());
    }
    out.text(Vocabulary.ATOM, "title", entry.title());
    Optional<String> published = entry.published().map(Instant::toString);
    out.text(Vocabulary.ATOM, "published", published);
    out.text(Vocabulary.ATOM, "updated", entry.updated().orElse(updated).toString());
    out.start(Vocabulary.ATOM, "content");
  }

  void end() throws IOException {
    out.end();
    out.end();
  }

  /** The time of an entry that has none. */
  Instant updated() {
    return updated;
  }
}
