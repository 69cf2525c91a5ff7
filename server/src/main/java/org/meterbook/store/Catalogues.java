package org.meterbook.store;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The catalogues that ship with the program as CSV files. */
public final class Catalogues {
  static final List<String> SHARED =
      List.of(
          "unit_type",
          "unit",
          "observation_type",
          "observation_method",
          "country",
          "time_zone",
          "meter_type",
          "account_type",
          "vendor_type",
          "observation_rule",
          "data_type",
          "manufacturer",
          "list_type",
          "data_field",
          "task_type",
          "notification_category",
          "notification_type",
          "tag_type",
          "webhook_event_type",
          "flag_issue_type");

  private Catalogues() {}

  /** The lines of a catalogue, in order; an empty cell is an empty text. */
  public static List<Map<String, String>> read(String name) {
    try (var records =
        CsvReader.builder().ofNamedCsvRecord(new String(bytes(name), StandardCharsets.UTF_8))) {
      return records.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Catalogues.class.getResourceAsStream("catalogue/" + name + ".csv")) {
      return Objects.requireNonNull(in, "no catalogue " + name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces each shared catalogue whose file is another than the one last loaded. */
  static void loadShared(Database database) {
    for (String name : SHARED) {
      String digest = Sha256.hex(bytes(name));
      database.write(
          0,
          Scope.UNBOUNDED,
          null,
          sql -> {
            Map<String, String> mark = Map.of("name", name, "digest", digest);
            if (!sql.exists(
                "SELECT 1 FROM catalogue_load WHERE name = :name AND digest = :digest", mark)) {
              load(sql, name);
              sql.execute(
                  "INSERT INTO catalogue_load (name, digest) VALUES (:name, :digest)"
                      + " ON CONFLICT (name) DO UPDATE SET digest = :digest",
                  mark);
            }
            return name;
          });
    }
  }

  private static void load(Sql sql, String name) {
    sql.execute("DELETE FROM " + name, Map.of());
    for (Map<String, String> line : read(name)) {
      // The row type of the table itself gives each cell its type, and passes over cells it has no
      // column for.
      sql.execute(
          "INSERT INTO %s SELECT r.* FROM jsonb_populate_record(NULL::%1$s, :line::jsonb) r"
              .formatted(name),
          Map.of("line", json(line)));
    }
  }

  /** A CSV line as a JSON object of texts; empty cells are null. */
  public static String json(Map<String, ? extends @Nullable String> line) {
    Map<String, @Nullable String> cells = new HashMap<>(line);
    cells.replaceAll((_, cell) -> cell == null || cell.isEmpty() ? null : cell);
    StringBuilder json = new StringBuilder("{");
    cells.forEach((column, cell) ->
        json.append(json.length() == 1 ? "" : ",")
            .append('"')
            .append(column)
            .append("\":")
            .append(quote(cell)));
    return json.append('}').toString();
  }

  private static String quote(@Nullable String cell) {
    return cell == null ? "null" : '"' + cell.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
