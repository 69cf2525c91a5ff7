package org.meterbook.interval;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.meterbook.api.Operation;
import org.meterbook.api.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A body that is read more than once: it lies in a file of its own until it is closed. */
public final class UploadedFile implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path path;

  private UploadedFile(Path path) {
    this.path = path;
  }

  /** Takes a body in, be it the file itself or JSON around it. */
  public static Object receive(Operation.Incoming in) {
    return in.media().contains("json") ? ofJson(in.stream()) : of(in.stream());
  }

  /** Takes a body in. What cannot be taken in whole leaves nothing behind. */
  public static UploadedFile of(InputStream body) {
    try {
      // A folder of its own, so that what is said of the file does not show a name nobody knows.
      UploadedFile file =
          new UploadedFile(Files.createTempDirectory("meterbook-upload").resolve("upload"));
      try {
        Files.copy(body, file.path);
        return file;
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes in a body that is JSON around the file: {@code {"data": …}}, the file in base64 or, if it
   * is text, that text.
   *
   * @throws Problem it is no such JSON
   */
  public static UploadedFile ofJson(InputStream body) {
    try {
      JsonNode json = MAPPER.readTree(body.readAllBytes());
      if (!json.isObject()) {
        throw Problem.invalid("", "must be an object");
      }
      JsonNode data = json.path("data");
      if (!data.isString() || data.asString().isBlank()) {
        throw Problem.invalid(
            "data", data.isMissingNode() || data.isNull() ? "is required" : "must be a text");
      }
      return ofText(data.asString());
    } catch (JacksonException e) {
      throw Problem.notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes in a text, or what it is the base64 of, with line breaks or without: no file of readings
   * is itself such a text.
   */
  public static UploadedFile ofText(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.replaceAll("[\r\n]", "").strip());
    } catch (IllegalArgumentException e) {
      bytes = text.getBytes(StandardCharsets.UTF_8);
    }
    return of(new ByteArrayInputStream(bytes));
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(java.util.Objects.requireNonNull(path.getParent()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
