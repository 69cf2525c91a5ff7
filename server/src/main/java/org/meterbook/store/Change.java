package org.meterbook.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line to be of the change log, or a range of created rows whose lines are made from the rows.
 */
record Change(
    String table,
    int firstId,
    int lastId,
    Kind kind,
    @Nullable String before,
    @Nullable String after) {
  enum Kind {
    CREATE,
    EDIT,
    DELETE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Change(String table, int id, Kind kind, @Nullable String before, @Nullable String after) {
    this(table, id, id, kind, before, after);
  }

  Change(String table, int firstId, int lastId) {
    this(table, firstId, lastId, Kind.CREATE, null, null);
  }

  boolean range() {
    return before == null && after == null;
  }

  int count() {
    return lastId - firstId + 1;
  }
}
