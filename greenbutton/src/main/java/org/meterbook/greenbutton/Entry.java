package org.meterbook.greenbutton;

import java.time.Instant;
import java.util.Optional;

/**
 * The Atom entry around a resource.
 *
 * @param id the persistent id, {@code urn:uuid:…}; empty if the feed gives none
 * @param href the link {@code self}; empty if the feed gives none
 * @param title the title for people; empty if the feed gives none
 * @param published when it was first given out
 * @param updated when it last changed
 */
public record Entry(
    String id, String href, String title, Optional<Instant> published, Optional<Instant> updated) {
  /** An entry nothing is said of. */
  public static final Entry NONE = new Entry("", "", "", Optional.empty(), Optional.empty());

  /** An entry with the persistent id that follows from its link, see {@link PersistentId}. */
  public static Entry of(String href, String title, Instant updated) {
    return new Entry(
        PersistentId.of(href), href, title, Optional.of(updated), Optional.of(updated));
  }
}
