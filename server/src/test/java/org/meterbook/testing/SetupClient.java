package org.meterbook.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.files.TextRow;
import org.meterbook.files.WorkbookFile;
import org.meterbook.files.WorkbookWriter;
import tools.jackson.databind.JsonNode;

/**
 * Sends and fetches setup sheets.
 *
 * @param key an API key
 */
public record SetupClient(String key) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** A sheet, of which the first row is its type and the second its headings. */
  public record Table(List<List<String>> rows) {
    public String type() {
      return rows.getFirst().getFirst();
    }

    public List<String> headings() {
      return rows.get(1);
    }

    /** What stands below the headings. */
    public List<List<String>> body() {
      return rows.subList(2, rows.size());
    }

    /** The cells below a heading. */
    public List<String> column(String heading) {
      int at = headings().indexOf(heading);
      return body().stream().map(row -> at < row.size() ? row.get(at) : "").toList();
    }

    /** The same without a column. */
    public Table without(String heading) {
      int at = headings().indexOf(heading);
      List<List<String>> less = new ArrayList<>();
      for (List<String> row : rows) {
        List<String> cells = new ArrayList<>(row);
        if (row != rows.getFirst() && at >= 0 && at < cells.size()) {
          cells.remove(at);
        }
        less.add(cells);
      }
      return new Table(less);
    }

    /** The same as another type of sheet. */
    public Table as(String type) {
      List<List<String>> other = new ArrayList<>(rows);
      other.set(0, List.of(type));
      return new Table(other);
    }

    /** The same with one text in all cells below a heading. */
    public Table with(String heading, String text) {
      int at = headings().indexOf(heading);
      List<List<String>> other = new ArrayList<>(rows.subList(0, 2));
      for (List<String> row : body()) {
        List<String> cells = new ArrayList<>(row);
        while (cells.size() <= at) {
          cells.add("");
        }
        cells.set(at, text);
        other.add(cells);
      }
      return new Table(other);
    }
  }

  /** A sheet, of rows whose cells have | between them: the headings first. */
  public static Table table(String type, String... rows) {
    List<List<String>> all = new ArrayList<>(List.of(List.of(type)));
    for (String row : rows) {
      all.add(List.of(row.split("\\|", -1)).stream().map(String::strip).toList());
    }
    return new Table(all);
  }

  /** The workbook of a sheet. */
  public static byte[] workbook(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WorkbookWriter writer = new WorkbookWriter(bytes, "Setup", table.rows().getFirst())) {
      for (List<String> row : table.rows().subList(1, table.rows().size())) {
        List<@Nullable Object> cells = new ArrayList<>();
        row.forEach(cell -> cells.add(cell.isEmpty() ? null : cell));
        writer.row(cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The first sheet of a workbook. */
  public static Table read(byte[] workbook) {
    try {
      Path file = Files.createTempFile("sheet", ".xlsx");
      try {
        Files.write(file, workbook);
        List<List<String>> rows = new ArrayList<>();
        try (WorkbookFile in = WorkbookFile.open(file)) {
          for (Optional<TextRow> row = in.next(); row.isPresent(); row = in.next()) {
            rows.add(row.get().cells());
          }
        }
        return new Table(rows);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a sheet. */
  public Client.Response send(Table table) {
    return send(workbook(table), "application/vnd.ms-excel");
  }

  /** Sends a body. */
  public Client.Response send(byte[] body, String media) {
    return new Client(key)
        .with("Content-Type", media)
        .send("POST", "/api/v3/setup", HttpRequest.BodyPublishers.ofByteArray(body), false);
  }

  /** Sends a sheet none of whose rows may be refused; answers what came of it. */
  public JsonNode done(Table table) {
    JsonNode setup = send(table).expect(200).json();
    if (setup.get("failure").intValue() > 0) {
      throw new AssertionError(setup.get("type") + ": " + kickout(setup).body());
    }
    return setup;
  }

  /** The rows that were refused. */
  public static Table kickout(JsonNode setup) {
    return read(Base64.getDecoder().decode(setup.get("kickout").stringValue()));
  }

  /** Fetches a sheet. */
  public Table fetch(String type, String... filter) {
    String query = filter.length == 0 ? "" : "&filter=" + filter[0].replace(" ", "%20");
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(TestServer.server().url() + "/api/v3/setup?type=" + type + query))
            .header("ECI-ApiKey", key)
            .build();
    try {
      HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(
            new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
      }
      return read(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
