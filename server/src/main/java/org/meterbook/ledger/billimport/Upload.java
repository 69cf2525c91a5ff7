package org.meterbook.ledger.billimport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.meterbook.api.Operation;
import org.meterbook.api.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request with a file in it, which goes to the disk as it comes: the rest of the request is kept,
 * and says of the file only whether it was there.
 */
final class Upload implements AutoCloseable {
  private static final String DATA = "data";

  /** All but the file. */
  private static final int LONGEST_TEXT = 1 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Path path;
  private final ObjectNode request = MAPPER.createObjectNode();
  private boolean kept;

  private Upload(Path path) {
    this.path = path;
  }

  /**
   * Takes a request in.
   *
   * @throws Problem it is no JSON object, or its file is not in base64
   */
  static Object receive(Operation.Incoming in) {
    try {
      Upload upload = new Upload(Files.createTempFile("meterbook-bills", ".upload"));
      try {
        upload.read(in.stream());
        return upload;
      } catch (IOException | RuntimeException e) {
        upload.close();
        throw e;
      }
    } catch (JacksonException e) {
      throw Problem.notJson(e);
    } catch (NumberFormatException _) {
      throw Problem.invalid("", "has a number that is beyond all limits");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(InputStream body) throws IOException {
    try (JsonParser parser = MAPPER.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problem.invalid("", "must be an object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && name.equalsIgnoreCase(DATA)) {
          request.put(DATA, file(parser) ? "in a file" : "");
        } else {
          request.set(name, parser.<JsonNode>readValueAsTree());
        }
      }
      if (parser.nextToken() != null) {
        throw Problem.invalid("", "must be one object");
      }
    }
  }

  /** Answers whether there is anything in it. */
  private boolean file(JsonParser parser) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      return parser.readBinaryValue(out) > 0;
    } catch (JacksonException _) {
      throw Problem.invalid(DATA, "must be the file in base64");
    }
  }

  /** All but the file. */
  ObjectNode request() {
    return request;
  }

  /** The file, for whoever deletes it. */
  Path keep() {
    kept = true;
    return path;
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      Files.deleteIfExists(path);
    }
  }
}
