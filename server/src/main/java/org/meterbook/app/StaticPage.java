package org.meterbook.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.meterbook.http.Exchange;
import org.meterbook.store.Sha256;

/**
 * A page that is the same for everyone as long as the server runs; kept plain and, where that is
 * smaller, compressed.
 */
final class StaticPage {
  private final String type;
  private final String policy;
  private final byte[] plain;
  private final byte[] compressed;
  private final String tag;

  /**
   * A page.
   *
   * @param type its content type
   * @param policy what a browser may load for it
   */
  StaticPage(String type, String policy, byte[] body) {
    this.type = type;
    this.policy = policy;
    this.plain = body;
    this.compressed = compress(body);
    this.tag = Sha256.hex(body).substring(0, 24);
  }

  /** Answers the page, or that the client's copy is still good. */
  void respond(Exchange exchange, Map<String, String> headers) {
    boolean gzip =
        compressed.length < plain.length
            && accepts(exchange, "Accept-Encoding", StaticPage::isGzip);
    // The two forms are different bytes, so they need different tags.
    String etag = "\"" + tag + (gzip ? "-gzip\"" : "\"");
    headers.put("ETag", etag);
    headers.put("Vary", "Accept-Encoding");
    // Names do not change with a new version: a browser asks each time, and mostly gets 304.
    headers.put("Cache-Control", "no-cache");
    headers.put("Content-Security-Policy", policy);
    headers.put("Referrer-Policy", "no-referrer");
    if (accepts(
        exchange,
        "If-None-Match",
        known -> known.equals("*") || known.replaceFirst("^W/", "").equals(etag))) {
      exchange.respond(304, headers, new byte[0]);
      return;
    }
    headers.put("Content-Type", type);
    if (gzip) {
      headers.put("Content-Encoding", "gzip");
    }
    exchange.respond(200, headers, gzip ? compressed : plain);
  }

  private static boolean accepts(Exchange exchange, String header, Predicate<String> item) {
    return exchange.header(header).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .anyMatch(item);
  }

  private static boolean isGzip(String coding) {
    return coding.equalsIgnoreCase("gzip")
        || coding.matches("(?i)gzip\\s*;\\s*q=(1(\\.0*)?|0?\\.\\d*[1-9]\\d*)");
  }

  private static byte[] compress(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
