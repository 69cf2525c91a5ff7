package org.meterbook.interval;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;

/** Where the readings of a file come from. */
public final class FileSource {
  private FileSource() {}

  /**
   * Notes an import.
   *
   * @param file its name
   * @param task names the import
   * @param note what its author says of it
   * @return the source's id
   */
  public static int ofImport(Sql sql, String file, String task, @Nullable String note) {
    return Sources.ofFile(sql, Sources.IMPORT, file, task, note);
  }

  /**
   * Notes a Green Button, as {@link #ofImport}.
   *
   * @param unit the id of the unit in which it has the readings
   * @param factor what they were multiplied with before they were stored; 1: they are as sent
   */
  public static int ofGreenButton(
      Sql sql, String file, String task, @Nullable String note, int unit, double factor) {
    int id = Sources.ofFile(sql, Sources.GREEN_BUTTON, file, task, note);
    sql.execute(
        "UPDATE reading_source SET unit_id = :unit, factor = :factor WHERE tenant_id = :tenant AND reading_source_id = :id",
        Map.of("id", id, "unit", unit, "factor", factor));
    return id;
  }
}
