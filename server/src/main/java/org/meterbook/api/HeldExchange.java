package org.meterbook.api;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.meterbook.http.Exchange;

/** A request whose body was read already, and whose answer is held back until it is kept. */
final class HeldExchange implements Exchange {
  /** An answer. */
  record Held(int status, Map<String, String> headers, byte[] body) {}

  private final Exchange wire;
  private final KeptBody body;
  private Optional<Held> held = Optional.empty();

  HeldExchange(Exchange wire, KeptBody body) {
    this.wire = wire;
    this.body = body;
  }

  /** The answer; empty where it was too long to be held, and is sent. */
  Optional<Held> held() {
    return held;
  }

  @Override
  public String method() {
    return wire.method();
  }

  @Override
  public String path() {
    return wire.path();
  }

  @Override
  public String query() {
    return wire.query();
  }

  @Override
  public Optional<String> header(String name) {
    return wire.header(name);
  }

  @Override
  public InputStream body() {
    return body.open();
  }

  @Override
  public String remoteAddress() {
    return wire.remoteAddress();
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] content) {
    held = Optional.of(new Held(status, new LinkedHashMap<>(headers), content));
  }

  @Override
  public OutputStream stream(int status, Map<String, String> headers) {
    return wire.stream(status, headers);
  }
}
