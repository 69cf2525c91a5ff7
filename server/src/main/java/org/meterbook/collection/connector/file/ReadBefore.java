package org.meterbook.collection.connector.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What documents told when they were last read: each new one has all others of its authorization
 * looked through too. A document never changes, and its id is never given again.
 */
final class ReadBefore {
  private static final int MOST = 2000;

  /** Larger ones are read again. */
  private static final int LARGEST = 100;

  private final Map<Key, Contents> contents =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Contents> eldest) {
          return size() > MOST;
        }
      };

  private record Key(long tenant, int document) {}

  /**
   * What a document told.
   *
   * @param source where its bills can be seen
   */
  record Contents(Survey.Pages pages, int source) {}

  synchronized Optional<Contents> find(long tenant, int document) {
    return Optional.ofNullable(contents.get(new Key(tenant, document)));
  }

  synchronized Contents keep(long tenant, int document, Contents told) {
    if (told.pages().size() <= LARGEST) {
      contents.put(new Key(tenant, document), told);
    }
    return told;
  }
}
