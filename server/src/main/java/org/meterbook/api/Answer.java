package org.meterbook.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.meterbook.http.Exchange;

/**
 * An answer of unknown length. What is short is sent whole, so that an error before its end still
 * becomes a problem; what is long is streamed.
 */
final class Answer extends OutputStream {
  private static final int SHORT = 1 << 16;

  private final Exchange exchange;
  private final Map<String, String> headers;
  private final String media;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(1 << 12);
  private Optional<OutputStream> stream = Optional.empty();

  Answer(Exchange exchange, Map<String, String> headers) {
    this(exchange, headers, "application/json");
  }

  Answer(Exchange exchange, Map<String, String> headers, String media) {
    this.exchange = exchange;
    this.headers = headers;
    this.media = media;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (stream.isEmpty() && held.size() + length > SHORT) {
      headers.put("Content-Type", media);
      stream = Optional.of(exchange.stream(200, headers));
      held.writeTo(stream.get());
    }
    if (stream.isPresent()) {
      stream.get().write(bytes, offset, length);
    } else {
      held.write(bytes, offset, length);
    }
  }

  /**
   * The generator closes what it writes to before the transaction has ended; the answer ends with
   * {@link #finish}.
   */
  @Override
  public void close() {}

  void finish() {
    if (stream.isEmpty()) {
      headers.put("Content-Type", media);
      Tags.respond(exchange, headers, held.toByteArray());
      return;
    }
    try {
      stream.get().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
