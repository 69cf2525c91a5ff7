package org.meterbook.http;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/** One request and its answer. Used by one thread. */
public interface Exchange {
  /** The method, in upper case. */
  String method();

  /** The path as it came, still encoded. */
  String path();

  /** The query as it came, still encoded, without its question mark; may be empty. */
  String query();

  /** A request header, its name in any letter case. */
  Optional<String> header(String name);

  /** The body; empty where there is none. */
  InputStream body();

  /** The peer's address, without a port. */
  String remoteAddress();

  /** Answers with a whole body. */
  void respond(int status, Map<String, String> headers, byte[] body);

  /** Answers with a body of unknown length; to be closed. */
  OutputStream stream(int status, Map<String, String> headers);
}
